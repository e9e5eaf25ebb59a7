import type { Comparison } from '#core/contract/evaluate.ts';
import { deriveSeed } from '#core/math/seeded-random.ts';
import { pairedBootstrap, type ResampleOptions } from './bootstrap.ts';
import { randomisationTest } from './randomisation-test.ts';
import type { PerQuery, RankingMeasure } from './ranking-metrics.ts';

export type CompareOptions = ResampleOptions & {
  /** Default ndcg@10. */
  measure?: RankingMeasure;
  /** Names of the two versions in the result. */
  from?: string;
  to?: string;
};

/** What one query gained from a to b. */
export type QueryChange = { query: string; from: number; to: number; difference: number };

/** A smaller change is rounding. */
const TIE = 1e-9;
const SIGNIFICANCE = 0.05;

/**
 * Version b against version a on the queries that both were measured on: the mean difference b - a with its 95 %
 * interval, the p value of a paired randomisation test, and the verdict. Better or worse needs both the interval and
 * the test (p < 0.05) to say so; anything else is within noise.
 */
export async function compareVersions(
  perQueryA: ReadonlyMap<string, PerQuery>,
  perQueryB: ReadonlyMap<string, PerQuery>,
  { seed, breathe, measure = 'ndcg@10', from = 'a', to = 'b' }: CompareOptions,
): Promise<Comparison> {
  const changes = changesPerQuery(perQueryA, perQueryB, measure);
  const differences = changes.map(({ difference }) => difference);
  const difference = await pairedBootstrap(
    changes.map((change) => change.from),
    changes.map((change) => change.to),
    { seed: deriveSeed(seed, 'bootstrap'), breathe },
  );
  const pValue = await randomisationTest(differences, {
    seed: deriveSeed(seed, 'randomisation'),
    breathe,
  });
  const wins = differences.filter((change) => change > TIE).length;
  const losses = differences.filter((change) => change < -TIE).length;
  return {
    from,
    to,
    difference,
    pValue,
    verdict: verdictOf(difference, pValue),
    wins,
    losses,
    ties: differences.length - wins - losses,
  };
}

/** Every query that both sides measured, largest change first, then by query. */
export function changesPerQuery(
  perQueryA: ReadonlyMap<string, PerQuery>,
  perQueryB: ReadonlyMap<string, PerQuery>,
  measure: RankingMeasure = 'ndcg@10',
): QueryChange[] {
  const changes: QueryChange[] = [];
  for (const [query, a] of perQueryA) {
    const b = perQueryB.get(query);
    if (!b) continue;
    const [from, to] = [a[measure], b[measure]];
    changes.push({ query, from, to, difference: to - from });
  }
  return changes.sort(
    (x, y) => Math.abs(y.difference) - Math.abs(x.difference) || (x.query < y.query ? -1 : 1),
  );
}

/** The verdict in words. */
export function verdictOf(
  difference: Comparison['difference'],
  pValue: number,
): Comparison['verdict'] {
  if (pValue >= SIGNIFICANCE) return 'within noise';
  if (difference.lower > 0) return 'better';
  return difference.upper < 0 ? 'worse' : 'within noise';
}
