import type { EvaluationDetail } from '#core/contract/evaluation-detail.ts';

const around = (value: number) => ({ value, lower: value - 0.05, upper: value + 0.05 });
const nurse = { key: 'nurse', name: 'Nurse' };
const chef = { key: 'chef', name: null };

/** Invented numbers below the headline, as a version would have them. */
export const sampleDetail: EvaluationDetail = {
  version: 'v20261120-1',
  today: true,
  against: null,
  precisionRecall: null,
  scores: [],
  operatingPoints: [
    {
      ...{ rule: 'best-f1', title: 'Best F1', threshold: 0.44, accepted: 1300 },
      ...{ precision: around(0.74), recall: around(0.81), f1: 0.773, cost: 1.5 },
    },
    {
      ...{ rule: 'least-cost', title: 'Least cost', threshold: null, accepted: 0 },
      ...{ precision: null, recall: around(0.1), f1: null, cost: null },
    },
  ],
  slices: [
    {
      ...{ facet: 'Script', value: 'Latin', queries: 1100 },
      ...{ ndcg: around(0.6), mrr: around(0.55), top1: around(0.5) },
      change: { difference: around(0.1), pValue: 0.012, verdict: 'better' },
    },
    {
      ...{ facet: 'Script', value: 'other', queries: 103, change: null },
      ...{ ndcg: around(0.4), mrr: around(0.35), top1: around(0.3) },
    },
  ],
  confusion: [{ right: nurse, found: chef, queries: 2, examples: ['ward nurse', 'galley'] }],
  comparisons: [
    {
      ...{ measure: 'ndcg@10', from: 'v20261119-1', to: 'v20261120-1', difference: around(0.1) },
      ...{ pValue: 0.0004, adjustedP: 0.0016, verdict: 'better', wins: 10, losses: 4, ties: 1189 },
    },
  ],
  differences: [
    {
      ...{ query: 'ward nurse', right: nurse, before: 1, now: 0.5 },
      ...{ rankBefore: 1, rankNow: null },
    },
  ],
  queries: [
    {
      ...{ query: 'galley, "night"', right: nurse, found: chef },
      ...{ rank: null, ndcg: 0, outcome: 'candidate-miss' },
    },
    { query: 'rn', right: nurse, found: nurse, rank: 1, ndcg: 1, outcome: 'right' },
  ],
  learningCurve: null,
  notes: ['Only 9 test queries have a right entry.'],
};
