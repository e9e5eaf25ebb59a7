import { describe, expect, it } from 'vitest';
import { Metrics, type Thresholds } from '#core/contract/metrics.ts';
import { assembleMetrics, bandResults, type EvaluationInput } from './evaluate-version.ts';

const thresholds: Thresholds = {
  accept: 0.8,
  reject: 0.2,
  bestF1: 0.5,
  targetPrecision: 0.95,
  maxLoss: 0.02,
  confidence: 0.95,
  basis: 'calibrated',
  notes: [],
};

const ranking = (query: string, ...keys: string[]) => ({
  query,
  results: keys.map((key, i) => ({ key, score: -i })),
});
const right = (key: string) => new Map([[key, 1]]);

const input: EvaluationInput = {
  rankings: [
    ranking('hit', 'a', 'b'),
    ranking('second', 'b', 'a'),
    ranking('cut off', 'b', 'c'),
    ranking('not retrieved', 'b', 'c'),
  ],
  qrels: new Map([
    ['hit', right('a')],
    ['second', right('a')],
    ['cut off', right('a')],
    ['not retrieved', right('a')],
    ['no answer', right('a')],
    ['only rejected', new Map([['a', 0]])],
  ]),
  leakedQueries: new Set(['hit', 'never asked']),
  candidateKeys: new Map([['cut off', new Set(['a', 'b', 'c'])]]),
  pairs: [
    { probability: 0.9, isYes: true },
    { probability: 0.85, isYes: false },
    { probability: 0.5, isYes: true },
    { probability: 0.1, isYes: false },
  ],
  thresholds,
};

describe('the metrics of a version', () => {
  it('are what the contract says', async () => {
    const { metrics, perQuery } = await assembleMetrics(input, { seed: 1 });
    expect(Metrics.parse(metrics)).toEqual(metrics);
    expect(metrics.test).toMatchObject({ queries: 5, top1: 0.2, 'mrr@10': 0.3 });
    expect(metrics.intervals.top1.value).toBe(metrics.test.top1);
    expect(perQuery.get('second')?.['mrr@10']).toBe(0.5);
    expect(metrics.pairs.test).toMatchObject({ n: 4, positives: 2, threshold: 0.5, recall: 1 });
    expect(metrics.reliability.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });

  it('tell entries that were not retrieved from entries ranked too low', async () => {
    const { metrics } = await assembleMetrics(input, { seed: 1 });
    expect(metrics.errors).toEqual({ candidateMisses: 2, scoringMisses: 2 });
  });

  it('come with and without leaked queries', async () => {
    const { metrics } = await assembleMetrics(input, { seed: 1 });
    expect(metrics.leaked).toBe(1);
    expect(metrics.withoutLeakage).toMatchObject({ queries: 4, top1: 0, 'mrr@10': 0.125 });
    const clean = await assembleMetrics({ ...input, leakedQueries: new Set() }, { seed: 1 });
    expect(clean.metrics).toMatchObject({ leaked: 0, withoutLeakage: null });
  });

  it('repeat for the same seed', async () => {
    const first = await assembleMetrics(input, { seed: 7 });
    expect(await assembleMetrics(input, { seed: 7 })).toEqual(first);
  });

  it('hold without any judgment', async () => {
    const nothing = { ...input, rankings: [], qrels: new Map(), pairs: [] };
    const { metrics } = await assembleMetrics(nothing, { seed: 1 });
    expect(Metrics.parse(metrics).pairs.test).toBeNull();
    expect(metrics.bands.accept).toEqual({ count: 0, share: 0, precision: null });
    expect(metrics.intervals.top1).toEqual({ value: 0, lower: 0, upper: 0 });
  });

  it('each band counts its pairs and the share of matches among them', () => {
    const { accept, review, reject } = bandResults(input.pairs, thresholds);
    expect([accept.count, review.count, reject.count]).toEqual([2, 1, 1]);
    expect(accept.precision?.value).toBe(0.5);
    expect(accept.precision?.lower).toBeGreaterThan(0);
    expect(reject.precision).toMatchObject({ value: 0, lower: 0 });
    expect(bandResults(input.pairs, { accept: null, reject: null }).review.share).toBe(1);
  });
});
