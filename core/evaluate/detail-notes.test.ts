import { describe, expect, it } from 'vitest';
import { detailNotes, type Grounds } from './detail-notes.ts';
import { averageMetrics } from './ranking-metrics.ts';

const { queries: _none, ...zero } = averageMetrics([]);
const pair = (isYes: boolean) => ({ query: 'q0', key: 'a', probability: 0.5, isYes });

function grounds(
  { counted = 20, judged = 20, pairs = [pair(true), pair(false)], notes = [] as string[] } = {},
  changed: Partial<Grounds> = {},
): Grounds {
  const queries = Array.from({ length: judged }, (_, i) => `q${i}`);
  const scores = {
    perQuery: new Map(queries.slice(0, counted).map((query) => [query, zero])),
    outcomes: queries.map((query) => ({
      ...{ query, right: null, found: null, rank: null },
      outcome: 'nothing-right' as const,
    })),
    pairs,
  };
  return {
    ...{ scores, today: true, testQueries: judged, probability: true, thresholdNotes: notes },
    ...{ calibrate: { yes: 80, no: 80 }, ...changed },
  };
}

describe('what cannot be claimed', () => {
  it('is nothing where all is well', () => {
    expect(detailNotes(grounds())).toEqual([]);
  });

  it.each<[string, Grounds, RegExp[]]>([
    ['no test query', grounds({ judged: 0 }), [/No judged query fell into the test split/]],
    ['old scores', grounds({}, { today: false }), [/of the day.*re-score/]],
    ['nothing stored', grounds({}, { scores: null }), [/not known: re-score/]],
    ['nothing right', grounds({ counted: 0 }), [/None of the 20 judged test queries has a right/]],
    ['one right', grounds({ counted: 1 }), [/Only 1 test query has a right entry/]],
    ['few right', grounds({ counted: 9 }), [/Only 9 test queries have a right entry/]],
    ['no model', grounds({}, { probability: false }), [/no match model/]],
    ['no pairs', grounds({ pairs: [] }), [/No judged test pair is representative/]],
    ['only yes', grounds({ pairs: [pair(true)] }), [/are confirmed: without rejected/]],
    ['only no', grounds({ pairs: [pair(false)] }), [/are rejected: without confirmed/]],
    ['no calibrate pairs', grounds({}, { calibrate: null }), [/train a new one/]],
    [
      'few calibrate pairs',
      grounds({ notes: ['Defaults.'] }, { calibrate: { yes: 3, no: 80 } }),
      [/^Defaults\.$/, /fewer than 50 confirmed and 50 rejected/],
    ],
  ])('with %s is said', (_, ground, patterns) => {
    const notes = detailNotes(ground);
    expect(notes).toHaveLength(patterns.length);
    for (const [i, pattern] of patterns.entries()) expect(notes[i]).toMatch(pattern);
  });
});
