import { describe, expect, it } from 'vitest';
import type { CacheOverview } from '#core/contract/index.ts';
import { cacheFill, hitRate, spacesBySize } from './cache-view.ts';

const cache: CacheOverview = { bytes: 0, limitBytes: 4e9, spaces: [], asked: 0, found: 0 };

describe('the cache in words', () => {
  it('is filled by its bytes, never beyond its limit', () => {
    const { words, share } = cacheFill({ ...cache, bytes: 1e9 });
    expect([words.replaceAll('\u00a0', ' '), share]).toEqual([
      '1.0 GB, 25 % of what it may take',
      0.25,
    ]);
    expect(cacheFill({ ...cache, bytes: 5e9 }).share).toBe(1);
    expect(cacheFill({ ...cache, limitBytes: 0 }).share).toBe(0);
  });

  it('has no hit rate before anything was asked for', () => {
    expect(hitRate(cache)).toBeNull();
    expect(hitRate({ ...cache, asked: 1000, found: 999 })?.percent).toBe('99\u00a0%');
    expect(hitRate({ ...cache, asked: 3, found: 3 })?.percent).toBe('100\u00a0%');
  });

  it('lists the largest space first', () => {
    const space = (name: string, bytes: number) => ({
      space: name,
      name,
      vectors: 1,
      bytes,
      lastUsedAt: '',
    });
    const spaces = [space('small', 1), space('large', 9)];
    expect(spacesBySize({ ...cache, spaces }).map(({ name }) => name)).toEqual(['large', 'small']);
  });
});
