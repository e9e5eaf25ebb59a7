import { describe, expect, it } from 'vitest';
import { suggestFolder } from './workspace-form.ts';

describe('suggestFolder', () => {
  it.each([
    ['/home/ada/job-titles', 'O*NET Jobs', '/home/ada/o-net-jobs'],
    ['/home/ada/job-titles/', 'Métiers', '/home/ada/metiers'],
    ['C:\\data\\jobs', 'Produkte 2', 'C:\\data\\produkte-2'],
    ['/home/ada/jobs', '  ', ''],
    ['', 'Jobs', ''],
  ])('%s + %s', (current, name, folder) => {
    expect(suggestFolder(current, name)).toBe(folder);
  });
});
