import { describe, expect, it } from 'vitest';
import type { Comparison } from '#core/contract/evaluate.ts';
import type { Metrics } from '#core/contract/metrics.ts';
import { Settings } from '#core/contract/workspace.ts';
import { gateRules, passes } from './gate.ts';

const interval = (value: number, half = 0.02) => ({
  value,
  lower: value - half,
  upper: value + half,
});

function metricsWith(
  top1: number,
  accept: [number, number, number] | null,
  queries = 100,
): Metrics {
  const ranking = { top1, 'mrr@10': 0, 'ndcg@10': 0, 'ndcg_exp@10': 0, map: 0, 'recall@10': 0 };
  const band = { count: 0, share: 0, precision: null };
  return {
    test: { queries, ...ranking, 'recall@100': 0, 'precision@10': 0, 'judged@10': 0 },
    intervals: {
      top1: interval(top1),
      'mrr@10': interval(0),
      'ndcg@10': interval(0),
      'recall@10': interval(0),
    },
    withoutLeakage: null,
    leaked: 0,
    errors: { candidateMisses: 0, scoringMisses: 0 },
    pairs: { test: null },
    bands: {
      accept: {
        count: 90,
        share: 0.5,
        precision: accept && { value: accept[0], lower: accept[1], upper: accept[2] },
      },
      review: band,
      reject: band,
      thresholds: {
        accept: 0.9,
        reject: 0.1,
        bestF1: 0.5,
        targetPrecision: 0.95,
        maxLoss: 0.02,
        confidence: 0.95,
        basis: 'calibrated',
        notes: [],
      },
    },
    reliability: [],
    predictions: [],
    correlation: null,
  };
}

function comparisonWith(lower: number): Comparison {
  const difference = { value: lower + 0.02, lower, upper: lower + 0.04 };
  return {
    from: 'a',
    to: 'b',
    difference,
    pValue: 0.5,
    verdict: 'within noise',
    wins: 0,
    losses: 0,
    ties: 0,
  };
}

const settings = Settings.parse({});
const base = { settings, comparison: null, mustPass: [] };
const ruleOf = (input: Parameters<typeof gateRules>[0], rule: string) =>
  gateRules(input).find((candidate) => candidate.rule === rule);

describe('gateRules', () => {
  it.each([
    [0.8, true],
    [0.799, false],
  ])('top-1 %d passes at the default of 0.8: %s', (top1, pass) => {
    expect(ruleOf({ ...base, metrics: metricsWith(top1, null) }, 'top1')).toMatchObject({
      value: top1,
      bound: 0.8,
      pass,
    });
  });

  it.each([
    [-0.009, true],
    [-0.01, false],
    [-0.2, false],
    [0.01, true],
  ])('a lower bound of the NDCG difference of %d passes: %s', (lower, pass) => {
    const metrics = metricsWith(0.9, null);
    const rule = ruleOf({ ...base, metrics, comparison: comparisonWith(lower) }, 'ndcg-not-worse');
    expect(rule).toMatchObject({ value: lower, bound: -0.01, pass });
  });

  it.each([
    [[0.93, 0.9, 0.96] as [number, number, number], true],
    [[0.9, 0.85, 0.94] as [number, number, number], false],
    [null, true],
  ])('accept precision %j passes unless worse beyond noise: %s', (accept, pass) => {
    const rule = ruleOf({ ...base, metrics: metricsWith(0.9, accept) }, 'accept-precision');
    expect(rule?.pass).toBe(pass);
  });

  it('names the must-pass query that fails', () => {
    const mustPass = [
      { query: 'swe', key: 'a', passed: true },
      { query: 'rn', key: 'b', passed: false },
    ];
    const rule = ruleOf({ ...base, metrics: metricsWith(0.9, null), mustPass }, 'must-pass');
    expect(rule).toMatchObject({ value: 1, bound: 2, pass: false });
    expect(rule?.reason).toContain('rn');
  });

  it('refuses where nothing can be measured', () => {
    const rules = gateRules({ ...base, metrics: metricsWith(0, null, 0) });
    expect(rules.map(({ rule }) => rule)).toEqual(['test-data']);
    expect(passes(rules)).toBe(false);
    expect(passes([])).toBe(false);
  });
});
