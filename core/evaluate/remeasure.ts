import type { Metrics } from '#core/contract/metrics.ts';
import type { ResampleOptions } from './bootstrap.ts';
import { bandResults, countByTenth, countMisses, rankingIntervals } from './evaluate-version.ts';
import { pairColumns, pairMetrics } from './pair-metrics.ts';
import { averageMetrics } from './ranking-metrics.ts';
import { reliabilityBins } from './reliability.ts';
import type { Scores } from './stored-scores.ts';

/** The part of a version's metrics that follows from what it keeps of each query and pair. */
export type Remeasured = Pick<
  Metrics,
  'test' | 'intervals' | 'errors' | 'pairs' | 'bands' | 'reliability' | 'predictions'
>;

/** Works the metrics out again, as assembleMetrics does; the options' seed is the one that they were made with. */
export async function remeasure(
  { metrics, perQuery, outcomes, pairs }: Scores,
  options: ResampleOptions,
): Promise<Remeasured> {
  const { thresholds } = metrics.bands;
  const { p, y } = pairColumns(pairs);
  const measures = [...perQuery.values()];
  return {
    test: averageMetrics(measures),
    intervals: await rankingIntervals(measures, options),
    errors: countMisses(outcomes),
    pairs: { test: pairMetrics(pairs, thresholds.bestF1) },
    bands: { ...bandResults(pairs, thresholds), thresholds },
    reliability: reliabilityBins(p, y, { strategy: 'mass' }),
    predictions: countByTenth(p),
  };
}

/** Path of the first number that differs by more than `tolerance`, or of what else differs; null where nothing does. */
export function firstDifference(
  wanted: unknown,
  found: unknown,
  tolerance: number,
  path = '',
): string | null {
  if (typeof wanted === 'number' && typeof found === 'number') {
    return Math.abs(wanted - found) <= tolerance ? null : path;
  }
  if (!isObject(wanted) || !isObject(found)) return Object.is(wanted, found) ? null : path;
  const names = new Set([...Object.keys(wanted), ...Object.keys(found)]);
  for (const name of names) {
    const inside = path === '' ? name : `${path}.${name}`;
    const difference = firstDifference(wanted[name], found[name], tolerance, inside);
    if (difference !== null) return difference;
  }
  return null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
