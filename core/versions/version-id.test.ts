import { describe, expect, it } from 'vitest';
import { compareNewestFirst, dayOf, isVersionId, nextVersionId } from './version-id.ts';

describe('version ids', () => {
  it.each([
    ['v20261120-1', true],
    ['v20261120-12', true],
    ['v20261120-0', false],
    ['v20261120', false],
    ['v20261120-1/..', false],
    ['../v20261120-1', false],
    ['.tmp-v20261120-1', false],
    ['', false],
  ])('%s: %s', (text, valid) => {
    expect(isVersionId(text)).toBe(valid);
  });

  it('count on within a UTC day', () => {
    const late = new Date('2026-11-20T23:30:00-02:00');
    expect(nextVersionId(late, [])).toBe('v20261121-1');
    expect(nextVersionId(late, ['v20261121-2', 'v20261121-10', 'v20261120-40', 'x'])).toBe(
      'v20261121-11',
    );
  });

  it('are ordered newest first by day and number', () => {
    const ids = ['v20261119-3', 'v20261120-2', 'v20261120-10', 'v20261120-1'];
    expect(ids.sort(compareNewestFirst)).toEqual([
      'v20261120-10',
      'v20261120-2',
      'v20261120-1',
      'v20261119-3',
    ]);
    expect(dayOf('v20261120-10')).toBe('2026-11-20T00:00:00.000Z');
  });
});
