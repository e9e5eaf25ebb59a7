import type { MeasureComparison } from '#core/contract/evaluation-detail.ts';
import { type CompareOptions, compareVersions, verdictOf } from './compare.ts';
import { holm } from './holm.ts';
import type { PerQuery } from './ranking-metrics.ts';

const MEASURES = ['ndcg@10', 'mrr@10', 'top1', 'recall@10'] as const;

/**
 * Version b against version a by several measures, on the queries that both were measured on. The p values are adjusted by
 * Holm over the measures, and the verdicts rest on the adjusted ones.
 */
export async function compareMeasures(
  perQueryA: ReadonlyMap<string, PerQuery>,
  perQueryB: ReadonlyMap<string, PerQuery>,
  options: Omit<CompareOptions, 'measure'>,
): Promise<MeasureComparison[]> {
  const compared = [];
  for (const measure of MEASURES) {
    const comparison = await compareVersions(perQueryA, perQueryB, { ...options, measure });
    compared.push({ ...comparison, measure });
  }
  const adjusted = holm(compared.map(({ pValue }) => pValue));
  return compared.map((comparison, i) => {
    const adjustedP = adjusted[i] ?? 1;
    return { ...comparison, adjustedP, verdict: verdictOf(comparison.difference, adjustedP) };
  });
}
