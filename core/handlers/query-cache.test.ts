import { describe, expect, it } from 'vitest';
import type { ServedVersion } from '#core/train/served-version.ts';
import { queryCaches, recentValues } from './query-cache.ts';

describe('recent values', () => {
  it('let go of the one that was not used for longest', () => {
    const values = recentValues<number>(2);
    values.set('a', 1);
    values.set('b', 2);
    expect(values.get('a')).toBe(1);
    values.set('c', 3);
    expect(['a', 'b', 'c'].map(values.get)).toEqual([1, undefined, 3]);
  });

  it('hold one value for a key', () => {
    const values = recentValues<number>(2);
    for (const value of [1, 2, 3]) values.set('a', value);
    values.set('b', 4);
    expect(['a', 'b'].map(values.get)).toEqual([3, 4]);
  });

  it('are not spent on very long keys', () => {
    const values = recentValues<number>(2);
    const long = 'x'.repeat(100_000);
    values.set(long, 1);
    expect(values.get(long)).toBeUndefined();
  });
});

it('a version has a cache of its own', () => {
  const cacheOf = queryCaches();
  const [one, other] = [{}, {}] as [ServedVersion, ServedVersion];
  cacheOf(one).answers.set('q', []);
  expect(cacheOf(one).answers.get('q')).toEqual([]);
  expect(cacheOf(other).answers.get('q')).toBeUndefined();
});
