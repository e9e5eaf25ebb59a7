import type { ReliabilityBin } from '#core/contract/metrics.ts';
import { wilson } from '#core/math/intervals.ts';
import { ascendingOrder } from '#core/math/statistics.ts';

export type BinOptions = {
  /** How many, default 10. */
  bins?: number;
  /** `width`: equal ranges of probability; `mass` (default): equally many pairs. */
  strategy?: 'width' | 'mass';
};

/**
 * The bins of a reliability diagram, ascending, without empty ones: mean prediction against the observed share of
 * matches with its Wilson 95 % interval. Bins of equal mass never part pairs with equal probability, so that the
 * order of the pairs does not matter; `lower` and `upper` are then the least and the highest probability inside.
 */
export function reliabilityBins(
  p: ArrayLike<number>,
  y: ArrayLike<number>,
  { bins = 10, strategy = 'mass' }: BinOptions = {},
): ReliabilityBin[] {
  const order = ascendingOrder(p);
  const ends = strategy === 'mass' ? massEnds(p, order, bins) : widthEnds(p, order, bins);
  const result: ReliabilityBin[] = [];
  let start = 0;
  for (const [bin, end] of ends.entries()) {
    if (end > start) {
      const rows = order.subarray(start, end);
      const lower = strategy === 'mass' ? (p[rows[0] as number] as number) : bin / bins;
      const upper = strategy === 'mass' ? (p[rows.at(-1) as number] as number) : (bin + 1) / bins;
      result.push({ lower, upper, ...summary(p, y, rows) });
    }
    start = Math.max(start, end);
  }
  return result;
}

/** Mean distance of prediction and observation over the bins, weighted by their counts. Source: Naeini et al., 2015. */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  let total = 0;
  let distance = 0;
  for (const { count, predicted, observed } of bins) {
    total += count;
    distance += count * Math.abs(predicted - observed.value);
  }
  return total === 0 ? 0 : distance / total;
}

function summary(p: ArrayLike<number>, y: ArrayLike<number>, rows: Uint32Array) {
  let predicted = 0;
  let matches = 0;
  for (const row of rows) {
    predicted += p[row] as number;
    matches += y[row] as number;
  }
  const count = rows.length;
  return { count, predicted: predicted / count, observed: wilson(matches, count) };
}

/**
 * Where each bin ends, in positions of `order`: each holds lower <= p < upper, the last one 1 too. The edges are
 * multiples of the rounded 1 / bins, as numpy's linspace makes them: with ten bins 0.6 belongs to the sixth.
 */
function widthEnds(p: ArrayLike<number>, order: Uint32Array, bins: number): number[] {
  const ends: number[] = [];
  let position = 0;
  for (let bin = 1; bin < bins; bin++) {
    while (position < order.length && (p[order[position] as number] as number) < bin * (1 / bins)) {
      position++;
    }
    ends.push(position);
  }
  return [...ends, order.length];
}

/** The first n mod bins bins hold one pair more, as numpy's array_split; then an end moves past equal probabilities. */
function massEnds(p: ArrayLike<number>, order: Uint32Array, bins: number): number[] {
  const each = Math.floor(order.length / bins);
  const larger = order.length % bins;
  return Array.from({ length: bins }, (_, bin) => {
    let end = (bin + 1) * each + Math.min(bin + 1, larger);
    const valueAt = (position: number) => p[order[position] as number];
    while (end > 0 && end < order.length && valueAt(end) === valueAt(end - 1)) end++;
    return end;
  });
}
