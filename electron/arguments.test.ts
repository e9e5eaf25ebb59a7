import { describe, expect, it } from 'vitest';
import { parseArguments } from './arguments.ts';

describe('parseArguments', () => {
  it.each([
    [['electron', '.'], null],
    [['electron', '.', '--workspace', 'jobs'], '/home/ada/jobs'],
    [['electron', '.', '--workspace=jobs'], '/home/ada/jobs'],
    [['plumbline', '--workspace', '/srv/jobs'], '/srv/jobs'],
    [['plumbline', '--allow-file-access', '--workspace=/srv/with space'], '/srv/with space'],
    [['plumbline', '--workspace', '--no-sandbox'], null],
    [['plumbline', '--workspace'], null],
    [['plumbline', '--workspace='], null],
    [['plumbline', '/srv/jobs'], null],
  ])('%j', (argv, workspace) =>
    expect(parseArguments(argv, '/home/ada').workspace).toBe(workspace),
  );

  it('reads the user-data folder', () => {
    expect(parseArguments(['electron', '--user-data=profile'], '/tmp').userData).toBe(
      '/tmp/profile',
    );
  });
});
