import { describe, expect, it } from 'vitest';
import type { Comparison, Metrics } from '#core/contract/index.ts';
import { furtherMeasures } from './evaluate-tables.ts';
import { bandRows, describeComparison, describeP, numberCards } from './evaluate-view.ts';

const interval = (value: number, half = 0.02) => ({
  value,
  lower: value - half,
  upper: value + half,
});

const ranking = {
  queries: 1200,
  top1: 0.447,
  'mrr@10': 0.52,
  'ndcg@10': 0.561,
  'ndcg_exp@10': 0.561,
  map: 0.5,
  'recall@10': 0.78,
  'recall@100': 0.95,
  'precision@10': 0.08,
  'judged@10': 0.12,
};

const metrics: Metrics = {
  test: ranking,
  intervals: {
    top1: interval(0.447),
    'mrr@10': interval(0.52),
    'ndcg@10': interval(0.561),
    'recall@10': interval(0.78),
  },
  withoutLeakage: { ...ranking, 'ndcg@10': 0.55 },
  leaked: 38,
  errors: { candidateMisses: 61, scoringMisses: 602 },
  pairs: {
    test: {
      n: 2341,
      positives: 1200,
      threshold: 0.4,
      precision: 0.7,
      recall: 0.8,
      f1: 0.75,
      roc_auc: 0.83,
      average_precision: 0.84,
      brier: 0.148,
      log_loss: 0.452,
      ece: 0.018,
      ece_equal_width: 0.02,
    },
  },
  bands: {
    accept: { count: 612, share: 0.26, precision: { value: 0.957, lower: 0.941, upper: 0.969 } },
    review: { count: 1290, share: 0.55, precision: null },
    reject: { count: 439, share: 0.19, precision: null },
    thresholds: {
      accept: 0.91,
      reject: 0.12,
      bestF1: 0.4,
      targetPrecision: 0.95,
      maxLoss: 0.02,
      confidence: 0.95,
      basis: 'calibrated',
      notes: [],
    },
  },
  correlation: null,
  predictions: [40, 0, 0, 0, 0, 0, 0, 0, 0, 60],
  reliability: [
    { lower: 0, upper: 0.1, count: 12, predicted: 0.05, observed: interval(0.06) },
    { lower: 0.1, upper: 0.2, count: 0, predicted: 0, observed: interval(0) },
  ],
};

const comparison: Comparison = {
  from: 'v1',
  to: 'v2',
  difference: { value: 0.031, lower: 0.014, upper: 0.048 },
  pValue: 0.0002,
  verdict: 'better',
  wins: 318,
  losses: 174,
  ties: 708,
};

const alone = { comparison: null, stale: 0 };

describe('numberCards', () => {
  it('shows every number with what to think of it', () => {
    const cards = numberCards(metrics, { comparison, stale: 0 }, 0.4);
    expect(cards.map(({ value, note }) => `${value} ${note}`.replaceAll('\u00a0', ' '))).toEqual([
      '0.561 better than v1',
      '0.447 the gate asks for 0.40',
      '0.018 ECE, equal mass; Brier 0.148',
      '0.957 target 0.95 holds, on 612 pairs',
    ]);
  });

  it('says when a bound is missed, and when that may be chance', () => {
    const accept = (value: number, upper: number): Metrics => ({
      ...metrics,
      bands: {
        ...metrics.bands,
        accept: { count: 9, share: 0.1, precision: { value, lower: 0.5, upper } },
      },
    });
    expect(numberCards(metrics, alone, 0.8)[1]).toMatchObject({ tone: 'bad' });
    expect(numberCards(accept(0.9, 0.94), alone, 0.4)[3]?.note).toContain('missed');
    expect(numberCards(accept(0.94, 0.97), alone, 0.4)[3]?.note).toContain('within noise');
  });

  it('says why there is no comparison', () => {
    expect(numberCards(metrics, alone, 0.4)[0]?.note).toContain('nothing before it');
    expect(numberCards(metrics, { ...alone, stale: 2 }, 0.4)[0]?.note).toContain('re-score');
  });

  it('has a dash where there is nothing to measure', () => {
    const empty: Metrics = {
      ...metrics,
      pairs: { test: null },
      bands: { ...metrics.bands, accept: { count: 0, share: 0, precision: null } },
    };
    expect(
      numberCards(empty, alone, 0.4)
        .slice(2)
        .map(({ value }) => value),
    ).toEqual(['–', '–']);
  });
});

describe('comparisons in words', () => {
  it('gives the verdict and the difference with its interval', () => {
    expect(describeComparison(comparison)).toBe(
      'v2 is better than v1: NDCG@10 differs by +0.031 (+0.014 to +0.048).',
    );
    expect(describeComparison({ ...comparison, verdict: 'within noise' })).toContain(
      'chance alone',
    );
    expect(describeComparison({ ...comparison, verdict: 'within noise', wins: 0, losses: 0 })).toBe(
      'v2 is within noise of v1: every test query ranks its entry alike.',
    );
    expect([describeP(0.0002), describeP(0.0421)]).toEqual(['p < 0.001', 'p = 0.042']);
  });
});

describe('bandRows', () => {
  it('covers every probability', () => {
    expect(bandRows(metrics.bands).map(({ range }) => range)).toEqual([
      'from 0.910',
      '0.120 to 0.910',
      'below 0.120',
    ]);
  });

  it.each([
    [null, null, ['none', 'everything', 'none']],
    [0.9, null, ['from 0.900', 'below 0.900', 'none']],
    [null, 0.1, ['none', 'from 0.100', 'below 0.100']],
  ])('accept %s, reject %s', (accept, reject, ranges) => {
    const thresholds = { ...metrics.bands.thresholds, accept, reject };
    expect(bandRows({ ...metrics.bands, thresholds }).map(({ range }) => range)).toEqual(ranges);
  });
});

describe('furtherMeasures', () => {
  it('splits what went wrong and gives numbers without leaked queries', () => {
    const measures = new Map(furtherMeasures(metrics));
    expect(measures.get('Wrong at rank 1')).toBe('663: 61 not retrieved, 602 ranked too low');
    expect(measures.get('Test queries that are also terms')).toBe('38; NDCG@10 without them 0.550');
  });
});
