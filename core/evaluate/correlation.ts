import { ascendingOrder, mean, ranks } from '#core/math/statistics.ts';

/** Pearson's correlation in [-1, 1]; null where either side is constant or there are fewer than two pairs. */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  // Rounding can move the mean of equal numbers away from them.
  if (isConstant(x) || isConstant(y)) return null;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const dx = (x[i] as number) - meanX;
    const dy = (y[i] as number) - meanY;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  const size = Math.sqrt(xx) * Math.sqrt(yy);
  return size > 0 && Number.isFinite(size) ? clampToUnit(xy / size) : null;
}

function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}

/** Spearman's rank correlation, ranks of equal values averaged; null as for Pearson. */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  return pearson(ranks(x), ranks(y));
}

/**
 * Kendall's tau-b in [-1, 1], which allows for ties; null where either side is constant. O(n log n).
 * Source: Knight, "A computer method for calculating Kendall's tau with ungrouped data", JASA 61, 1966.
 */
export function kendallTauB(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const n = x.length;
  const [rankX, rankY] = [ranks(x), ranks(y)];
  // By x, equal x by y. One number holds both: ranks are multiples of a half, up to n.
  const both = Float64Array.from(rankX, (rank, i) => rank * (2 * n + 2) + (rankY[i] as number));
  const order = ascendingOrder(both);
  const byX = Float64Array.from(order, (i) => rankY[i] as number);
  const pairs = (n * (n - 1)) / 2;
  const tiedX = tiedPairs(rankX);
  const tiedY = tiedPairs(rankY);
  if (pairs === tiedX || pairs === tiedY) return null;
  const discordant = countInversions(byX);
  const agreement = pairs - tiedX - tiedY + tiedPairs(both) - 2 * discordant;
  return clampToUnit(agreement / Math.sqrt((pairs - tiedX) * (pairs - tiedY)));
}

function tiedPairs(values: Float64Array): number {
  const sorted = values.slice().sort();
  let pairs = 0;
  let run = 0;
  for (let i = 1; i < sorted.length; i++) {
    run = sorted[i] === sorted[i - 1] ? run + 1 : 0;
    pairs += run;
  }
  return pairs;
}

/** Pairs i < j with values[i] > values[j]; sorts `values`. Merge sort from runs of 1 upwards. */
function countInversions(values: Float64Array): number {
  let inversions = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start + width < values.length; start += 2 * width) {
      const end = Math.min(start + 2 * width, values.length);
      inversions += merge(values, start, start + width, end);
    }
  }
  return inversions;
}

function merge(values: Float64Array, start: number, middle: number, end: number): number {
  const left = values.slice(start, middle);
  let inversions = 0;
  let i = 0;
  let j = middle;
  for (let to = start; i < left.length; to++) {
    if (j < end && (values[j] as number) < (left[i] as number)) {
      inversions += left.length - i;
      values[to] = values[j++] as number;
    } else {
      values[to] = left[i++] as number;
    }
  }
  return inversions;
}

const clampToUnit = (value: number) => Math.min(1, Math.max(-1, value));
