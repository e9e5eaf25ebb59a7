import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleMetrics } from './evaluate-version.ts';
import type { PerQuery } from './ranking-metrics.ts';
import { formatScores, parseScores, type Scores } from './stored-scores.ts';

async function scores(): Promise<Scores> {
  const thresholds = { accept: 0.9, reject: 0.1, bestF1: 0.5, targetPrecision: 0.95 };
  const pairs = [
    { query: 'one\n"q"', key: 'a', probability: 1 / 3, isYes: true },
    { query: 'none right', key: 'b', probability: 0, isYes: false },
  ];
  const measured = await assembleMetrics(
    {
      rankings: [{ query: 'one\n"q"', results: [{ key: 'a', score: 1 }] }],
      qrels: new Map([
        ['one\n"q"', new Map([['a', 1]])],
        ['none right', new Map([['b', 0]])],
      ]),
      leakedQueries: new Set(),
      pairs,
      thresholds: {
        ...{ ...thresholds, maxLoss: 0.02, confidence: 0.95 },
        ...{ basis: 'default', notes: [] },
      },
    },
    { seed: 1 },
  );
  return { ...measured, pairs };
}

describe('stored scores', () => {
  it('come back as they were, to the last digit', async () => {
    const stored = await scores();
    expect(parseScores(formatScores(stored))).toEqual(stored);
  });

  it('keep every number that a measure can be', async () => {
    const stored = await scores();
    const [[query, plain]] = [...stored.perQuery] as [[string, PerQuery]];
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (value) => {
        const perQuery = new Map([[query, { ...plain, map: value + 0 }]]);
        expect(parseScores(formatScores({ ...stored, perQuery }))?.perQuery).toEqual(perQuery);
      }),
    );
  });

  it.each([
    ['nothing was measured', formatScores(null)],
    ['text is cut', '{"schema":2,"metrics":'],
    ['it is of before', '{"metrics":{},"perQuery":[]}'],
    ['it is something else', '[]'],
  ])('are none where %s', (_, text) => {
    expect(parseScores(text)).toBeNull();
  });

  it('are none where another program measured other things', async () => {
    const text = formatScores(await scores());
    expect(parseScores(text.replace('"schema":2', '"schema":3'))).toBeNull();
    expect(parseScores(text.replace('"recall@10",', ''))).toBeNull();
  });
});
