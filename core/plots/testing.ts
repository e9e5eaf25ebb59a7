import type { Interval } from '#core/contract/common.ts';
import type { EvaluationOverview, VersionPoint } from '#core/contract/evaluate.ts';
import type { EvaluationDetail, QueryDifference, Slice } from '#core/contract/evaluation-detail.ts';
import type { Metrics } from '#core/contract/metrics.ts';
import { seededRandom } from '#core/math/seeded-random.ts';

/** Made-up measurements, as a version of 1,200 test queries would have them. */

export const around = (value: number, half = 0.02): Interval => ({
  value,
  lower: value - half,
  upper: value + half,
});

const ranking = {
  queries: 1200,
  top1: 0.447,
  'mrr@10': 0.531,
  'ndcg@10': 0.561,
  'ndcg_exp@10': 0.561,
  map: 0.52,
  'recall@10': 0.78,
  'recall@100': 0.95,
  'precision@10': 0.08,
  'judged@10': 0.12,
};

export const sampleMetrics: Metrics = {
  test: ranking,
  intervals: {
    top1: around(0.447, 0.028),
    'mrr@10': around(0.531, 0.024),
    'ndcg@10': around(0.561, 0.022),
    'recall@10': around(0.78, 0.023),
  },
  withoutLeakage: { ...ranking, queries: 1162, 'ndcg@10': 0.55 },
  leaked: 38,
  errors: { candidateMisses: 61, scoringMisses: 602 },
  pairs: {
    test: {
      n: 2341,
      positives: 1200,
      threshold: 0.44,
      precision: 0.74,
      recall: 0.81,
      f1: 0.773,
      roc_auc: 0.85,
      average_precision: 0.86,
      brier: 0.148,
      log_loss: 0.452,
      ece: 0.018,
      ece_equal_width: 0.02,
    },
  },
  bands: {
    accept: { count: 612, share: 0.26, precision: { value: 0.957, lower: 0.938, upper: 0.971 } },
    review: { count: 1290, share: 0.55, precision: around(0.5, 0.03) },
    reject: { count: 439, share: 0.19, precision: { value: 0.02, lower: 0.01, upper: 0.04 } },
    thresholds: {
      accept: 0.91,
      reject: 0.12,
      bestF1: 0.44,
      targetPrecision: 0.95,
      maxLoss: 0.02,
      confidence: 0.95,
      basis: 'calibrated',
      notes: [],
    },
  },
  reliability: Array.from({ length: 10 }, (_, bin) => ({
    lower: bin / 10,
    upper: (bin + 1) / 10,
    count: 234,
    predicted: bin / 10 + 0.05,
    observed: {
      value: bin / 10 + 0.04,
      lower: Math.max(0, bin / 10 - 0.01),
      upper: Math.min(1, bin / 10 + 0.1),
    },
  })),
  predictions: [520, 240, 160, 120, 110, 120, 140, 180, 260, 491],
  correlation: null,
};

export const samplePoint = (
  version: string,
  createdAt: string,
  ndcg: number,
  patch: Partial<VersionPoint> = {},
): VersionPoint => ({
  version,
  createdAt,
  latest: false,
  embedder: 'builtin',
  ndcg: around(ndcg, 0.022),
  top1: around(ndcg - 0.11, 0.028),
  mrr: around(ndcg - 0.03, 0.024),
  recall: around(ndcg + 0.2, 0.02),
  queries: 1200,
  today: true,
  ...patch,
});

export const sampleOverview: EvaluationOverview = {
  testQueries: 1200,
  points: [
    samplePoint('v20261118-1', '2026-11-18T09:00:00.000Z', 0.442, { today: false }),
    samplePoint('v20261119-1', '2026-11-19T09:00:00.000Z', 0.53),
    samplePoint('v20261120-1', '2026-11-20T09:00:00.000Z', 0.561, { latest: true }),
  ],
  selected: 'v20261120-1',
  metrics: sampleMetrics,
  comparison: null,
  stale: 1,
};

const entry = (key: string, name: string | null = null) => ({ key, name });

function sampleDifferences(count: number): QueryDifference[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, (_, i) => {
    const before = random();
    const now = Math.min(1, Math.max(0, before + (random() - 0.42)));
    return {
      query: `messy title ${i}`,
      right: entry(`15-${1000 + i}.00`, `Right entry number ${i}`),
      ...{ before, now },
      rankBefore: before > 0.1 ? 3 : null,
      rankNow: now > 0.1 ? 1 : null,
    };
  });
}

export const sampleSlice = (
  facet: string,
  value: string,
  queries: number,
  ndcg: number,
  change: Slice['change'] = null,
): Slice => ({
  ...{ facet, value, queries, change },
  ndcg: around(ndcg, 1 / Math.sqrt(queries)),
  mrr: around(ndcg - 0.03, 1 / Math.sqrt(queries)),
  top1: around(ndcg - 0.1, 1 / Math.sqrt(queries)),
});

/** Confirmed pairs score high, rejected ones low. */
function samplePrecisionRecall(): NonNullable<EvaluationDetail['precisionRecall']> {
  const cuts = Array.from({ length: 100 }, (_, i) => {
    const threshold = 0.995 - i / 100;
    const share = (i + 1) / 100;
    const accepted = Math.round(2341 * share);
    const correct = Math.min(accepted, Math.round(1200 * (1 - (1 - share) ** 2.4)));
    return { threshold, accepted, correct };
  });
  return { pairs: 2341, positives: 1200, averagePrecision: 0.86, cuts };
}

export const sampleDetail: EvaluationDetail = {
  version: 'v20261120-1',
  today: true,
  against: 'v20261119-1',
  precisionRecall: samplePrecisionRecall(),
  scores: Array.from({ length: 20 }, (_, bin) => ({
    lower: bin / 20,
    upper: (bin + 1) / 20,
    yes: Math.round(8 + 1.1 ** (bin + 14)),
    no: Math.round(8 + 1.14 ** (33 - bin)),
  })),
  operatingPoints: [
    {
      rule: 'accept-bound',
      title: 'Accept: precision at least 0.95 with 95 % confidence',
      threshold: 0.91,
      accepted: 612,
      precision: { value: 0.957, lower: 0.938, upper: 0.971 },
      recall: around(0.49, 0.03),
      f1: 0.648,
      cost: 0.37,
    },
    {
      rule: 'recall-at-precision',
      title: 'Highest recall at precision 0.99',
      threshold: null,
      accepted: 0,
      precision: null,
      recall: null,
      f1: null,
      cost: null,
    },
  ],
  slices: [
    sampleSlice('Words in the query', '1', 120, 0.52),
    sampleSlice('Words in the query', '2 to 3', 700, 0.57, {
      difference: around(0.03, 0.02),
      pValue: 0.01,
      verdict: 'better',
    }),
    sampleSlice('Words in the query', '4 and more', 380, 0.55, {
      difference: around(-0.03, 0.02),
      pValue: 0.02,
      verdict: 'worse',
    }),
    sampleSlice('Terms seen', 'all words seen', 900, 0.6),
    sampleSlice('Terms seen', 'a word unseen', 300, 0.44, {
      difference: around(0.001, 0.03),
      pValue: 0.8,
      verdict: 'within noise',
    }),
  ],
  confusion: [
    {
      right: entry('29-1141.00', 'Registered Nurses'),
      found: entry('29-1171.00', 'Nurse Practitioners'),
      queries: 14,
      examples: ['rn night shift', 'nurse pract. icu'],
    },
    {
      right: entry('13-2072.00', 'Loan Officers'),
      found: entry('43-4131.00', null),
      queries: 6,
      examples: ['loan underwriter'],
    },
  ],
  comparisons: (['ndcg@10', 'mrr@10', 'top1', 'recall@10'] as const).map((measure) => ({
    measure,
    from: 'v20261119-1',
    to: 'v20261120-1',
    difference: around(0.031, 0.012),
    pValue: 0.0004,
    adjustedP: 0.0016,
    verdict: 'better',
    wins: 318,
    losses: 174,
    ties: 708,
  })),
  differences: sampleDifferences(90),
  queries: [],
  learningCurve: {
    version: 'v20261120-1',
    at: '2026-11-20T10:00:00.000Z',
    points: [0.1, 0.25, 0.5, 1].map((share, i) => ({
      share,
      queries: Math.round(3600 * share),
      judgments: Math.round(6800 * share),
      mrr: around(0.46 + 0.025 * i, 0.024),
      ndcg: around(0.49 + 0.025 * i, 0.022),
    })),
    lastDoubling: around(0.024, 0.012),
    verdict: 'still rising',
    words: 'The last doubling of judgments brought 0.024 MRR@10, beyond noise: more would help.',
  },
  notes: [],
};
