import type {
  CurvePoint,
  Interval,
  LearningCurve,
  QueryDifference,
  QueryResult,
  Slice,
} from '#core/contract/index.ts';

export function interval(value: number, half = 0.02): Interval {
  return { value, lower: value - half, upper: value + half };
}

export function slice(facet: string, value: string, change: Slice['change'] = null): Slice {
  const [ndcg, mrr, top1] = [interval(0.6), interval(0.55), interval(0.4)];
  return { facet, value, queries: 40, ndcg, mrr, top1, change };
}

export function queryResult(query: string, more: Partial<QueryResult> = {}): QueryResult {
  const plumber = { key: '47-2152', name: 'Plumber' };
  return { query, right: plumber, found: plumber, rank: 1, ndcg: 1, outcome: 'right', ...more };
}

export function queryDifference(
  query: string,
  before: number,
  now: number,
  more: Partial<QueryDifference> = {},
): QueryDifference {
  return { query, right: null, before, now, rankBefore: null, rankNow: null, ...more };
}

function curvePoint(share: number, mrr = 0.5): CurvePoint {
  return {
    share,
    queries: Math.round(share * 800),
    judgments: Math.round(share * 1200),
    mrr: interval(mrr),
    ndcg: interval(mrr + 0.05),
  };
}

export const learningCurve: LearningCurve = {
  version: 'v2',
  at: '2026-11-20T10:00:00Z',
  points: [curvePoint(0.25, 0.4), curvePoint(0.5, 0.45), curvePoint(1, 0.5)],
  lastDoubling: { value: 0.05, lower: 0.02, upper: 0.08 },
  verdict: 'still rising',
  words: 'The last doubling of judgments added 0.050 MRR@10.',
};
