import { describe, expect, it } from 'vitest';
import { confusedEntries } from './confusion.ts';
import { queryOutcomes } from './query-outcomes.ts';

const ranked = new Map([
  ['hit', ['a', 'b']],
  ['second', ['b', 'c', 'a']],
  ['cut off', ['b']],
  ['not retrieved', ['b']],
  ['only rejected', ['b']],
]);
const grades = (...list: [string, number][]) => new Map(list);
const qrels = new Map([
  ['hit', grades(['a', 1])],
  ['second', grades(['z', 0.5], ['a', 1], ['c', 0.3])],
  ['cut off', grades(['z', 0.5], ['a', 1])],
  ['not retrieved', grades(['a', 1])],
  ['no answer', grades(['a', 1])],
  ['only rejected', grades(['b', 0.4])],
]);
const candidateKeys = new Map([['cut off', new Set(['a', 'b'])]]);

describe('what became of each query', () => {
  it('by what was retrieved and ranked, from a grade of one half on', () => {
    const outcomes = queryOutcomes(ranked, qrels, { candidateKeys, relevantFrom: 0.5 });
    const named = (query: string) => outcomes.find((one) => one.query === query);
    expect(outcomes.map(({ query }) => query)).toEqual([...qrels.keys()]);
    expect(named('hit')).toMatchObject({ outcome: 'right', right: 'a', found: 'a', rank: 1 });
    expect(named('second')).toMatchObject({ outcome: 'scoring-miss', right: 'a', rank: 3 });
    // Of right entries that were not found, the best one is named.
    expect(named('cut off')).toMatchObject({ outcome: 'scoring-miss', right: 'a', rank: null });
    expect(named('not retrieved')).toMatchObject({ outcome: 'candidate-miss', found: 'b' });
    expect(named('no answer')).toMatchObject({ outcome: 'candidate-miss', found: null });
    expect(named('only rejected')).toMatchObject({ outcome: 'nothing-right', right: null });
  });

  it('by any grade above 0 where trec_eval is followed', () => {
    const outcomes = queryOutcomes(ranked, qrels);
    expect(outcomes.find(({ query }) => query === 'second')).toMatchObject({
      ...{ right: 'c', rank: 2, outcome: 'scoring-miss' },
    });
    expect(outcomes.at(-1)).toMatchObject({ outcome: 'right', right: 'b' });
  });
});

describe('confused entries', () => {
  const miss = (query: string, right: string, found: string | null) => ({
    ...{ query, right, found, rank: null },
    outcome: 'scoring-miss' as const,
  });

  it('are counted, most frequent first, with some of the queries', () => {
    const outcomes = [
      miss('q1', 'a', 'b'),
      ...['q2', 'q3', 'q4', 'q5'].map((query) => miss(query, 'b', 'a')),
      miss('q6', 'a', 'c'),
      miss('q7', 'a', null),
      { query: 'q8', right: 'a', found: 'a', rank: 1, outcome: 'right' as const },
      { query: 'q9', right: null, found: 'x', rank: null, outcome: 'nothing-right' as const },
    ];
    expect(confusedEntries(outcomes)).toEqual([
      { right: 'b', found: 'a', queries: 4, examples: ['q2', 'q3', 'q4'] },
      { right: 'a', found: 'b', queries: 1, examples: ['q1'] },
      { right: 'a', found: 'c', queries: 1, examples: ['q6'] },
    ]);
    expect(confusedEntries(outcomes, 1)).toHaveLength(1);
  });
});
