import { describe, expect, it } from 'vitest';
import { type Known, leastKnown } from './least-known.ts';
import { aQuery } from './testing.ts';

const pool = ['a', 'b', 'c', 'd'].map((query) => aQuery(query));
const names = (change: Partial<Known> = {}, queries = pool) =>
  leastKnown(queries, {
    ...{ reviewed: [], isConfirmed: () => false, reviewer: 'ann', seed: 7, most: 10 },
    ...change,
  }).map(({ query }) => query);

describe('the queries that pairs are chosen from', () => {
  it('are of train alone, and no more than wanted', () => {
    const others = [aQuery('x', 'test'), aQuery('y', 'calibrate')];
    expect(names({}, [...others, ...pool]).toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(names({ most: 2 })).toEqual(names().slice(0, 2));
  });

  it('are first those that were reviewed least', () => {
    const [first = '', second = ''] = names();
    expect(names({ reviewed: [first, first, second] }).slice(-2)).toEqual([second, first]);
  });

  it('are last those that have a confirmed entry, however little they were reviewed', () => {
    const [first, ...others] = names();
    const given = { isConfirmed: ({ query }: { query: string }) => query === first };
    expect(names({ ...given, reviewed: others })).toEqual([...others, first]);
  });

  it('come to each reviewer in another order', () => {
    const many = Array.from({ length: 50 }, (_, n) => aQuery(`q${n}`));
    expect(names({ reviewer: 'bob' }, many)).not.toEqual(names({}, many));
  });
});
