import type { Comparison } from '#core/contract/evaluate.ts';
import type { GateRule, Metrics } from '#core/contract/metrics.ts';
import type { Settings } from '#core/contract/workspace.ts';
import { counted, formatSigned } from '#core/ingest/words.ts';

export interface GateInput {
  metrics: Metrics;
  settings: Settings;
  /** Against latest on today's test set; null where nothing is promoted. */
  comparison: Comparison | null;
  /** Must-pass queries with whether the right key came first. */
  mustPass: { query: string; key: string; passed: boolean }[];
}

const digits = (value: number) => value.toFixed(3);

/** The rules that a version must pass to be promoted, each with its number, its bound and its reason. */
export function gateRules(input: GateInput): GateRule[] {
  if (input.metrics.test.queries === 0) return [noTestData()];
  return [
    accuracyRule(input.metrics, input.settings),
    notWorseRule(input.comparison, input.settings),
    ...(input.mustPass.length > 0 ? [mustPassRule(input.mustPass)] : []),
    acceptPrecisionRule(input.metrics),
  ];
}

export const passes = (rules: readonly GateRule[]): boolean =>
  rules.length > 0 && rules.every(({ pass }) => pass);

function noTestData(): GateRule {
  return {
    rule: 'test-data',
    title: 'There is something to measure on',
    value: 0,
    bound: 1,
    pass: false,
    reason: 'No judged query fell into the test split. Add judgments and train again.',
  };
}

function accuracyRule({ test, intervals }: Metrics, { minAccuracy }: Settings): GateRule {
  const pass = test.top1 >= minAccuracy;
  const { lower, upper } = intervals.top1;
  return {
    rule: 'top1',
    title: `Top-1 accuracy at least ${minAccuracy}`,
    value: test.top1,
    bound: minAccuracy,
    pass,
    reason: `${digits(test.top1)} (${digits(lower)} to ${digits(upper)}) on ${counted(test.queries, 'test query', 'test queries')}.`,
  };
}

function notWorseRule(comparison: Comparison | null, { maxNdcgDrop }: Settings): GateRule {
  const base = { rule: 'ndcg-not-worse' as const, title: 'NDCG@10 not worse than latest' };
  if (comparison === null) {
    return { ...base, value: null, bound: null, pass: true, reason: 'Nothing is promoted yet.' };
  }
  const { value, lower, upper } = comparison.difference;
  return {
    ...base,
    value: lower,
    bound: -maxNdcgDrop,
    pass: lower > -maxNdcgDrop,
    reason: `${formatSigned(value)} against ${comparison.from} (${formatSigned(lower)} to ${formatSigned(upper)}), ${comparison.verdict}.`,
  };
}

function mustPassRule(mustPass: GateInput['mustPass']): GateRule {
  const passed = mustPass.filter((query) => query.passed).length;
  const first = mustPass.find((query) => !query.passed);
  return {
    rule: 'must-pass',
    title: 'Every must-pass query finds its entry first',
    value: passed,
    bound: mustPass.length,
    pass: first === undefined,
    reason: first ? `"${first.query}" does not find ${first.key} first.` : 'All of them do.',
  };
}

/** Fails only where the interval lies wholly below the target: worse beyond noise. */
function acceptPrecisionRule({ bands }: Metrics): GateRule {
  const { targetPrecision } = bands.thresholds;
  const base = {
    rule: 'accept-precision' as const,
    title: `Accepted pairs are right at least ${targetPrecision} of the time`,
    bound: targetPrecision,
  };
  const { precision, count } = bands.accept;
  if (precision === null) {
    return { ...base, value: null, pass: true, reason: 'No judged test pair is accepted.' };
  }
  return {
    ...base,
    value: precision.value,
    pass: precision.upper >= targetPrecision,
    reason: `${digits(precision.value)} (${digits(precision.lower)} to ${digits(precision.upper)}) of ${counted(count, 'pair')}.`,
  };
}
