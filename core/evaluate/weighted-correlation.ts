import { ascendingOrder } from '#core/math/statistics.ts';

/** Pairs of numbers sorted once, to correlate many resamples of them. All arrays are [n]. */
export type SortedPairs = {
  x: Float64Array;
  y: Float64Array;
  /** Places by x, equal x by y; and by y. */
  byX: Uint32Array;
  byY: Uint32Array;
  /** Number of the value of y among its distinct values, from 0. */
  classOfY: Uint32Array;
  classes: number;
};

/** Null where either side is constant among the pairs that count. */
export type Correlations = {
  spearman: number | null;
  pearson: number | null;
  kendall: number | null;
};

export function sortPairs(x: Float64Array, y: Float64Array): SortedPairs {
  const byY = ascendingOrder(y);
  const classOfY = new Uint32Array(y.length);
  let classes = 0;
  for (let i = 0; i < byY.length; i++) {
    const place = byY[i] as number;
    if (i > 0 && y[place] !== y[byY[i - 1] as number]) classes++;
    classOfY[place] = classes;
  }
  const byX = Uint32Array.from(byY).sort(
    (a, b) => (x[a] as number) - (x[b] as number) || (y[a] as number) - (y[b] as number),
  );
  return { x, y, byX, byY, classOfY, classes: y.length === 0 ? 0 : classes + 1 };
}

/**
 * Spearman's, Pearson's and Kendall's (tau-b) correlation of pairs that count `weights` (whole numbers) times each, as if
 * they were written down so often. O(n log c) for c distinct values of y.
 * Source: Knight, JASA 61, 1966, for tau-b; with weights, ties within a pair's own repetitions count as ties of both.
 */
export function weightedCorrelations(pairs: SortedPairs, weights: Uint32Array): Correlations {
  const { x, y, byX, byY } = pairs;
  const rankX = weightedRanks(x, byX, weights);
  const rankY = weightedRanks(y, byY, weights);
  if (rankX.values < 2 || rankY.values < 2) return { spearman: null, pearson: null, kendall: null };
  return {
    spearman: weightedPearson(rankX.ranks, rankY.ranks, weights),
    pearson: weightedPearson(x, y, weights),
    kendall: weightedTauB(pairs, weights, { x: rankX.tiedPairs, y: rankY.tiedPairs }),
  };
}

/** Mean ranks from 1, how many distinct values count, and how many of the repeated pairs are tied. */
function weightedRanks(values: Float64Array, order: Uint32Array, weights: Uint32Array) {
  const ranks = new Float64Array(values.length);
  let [before, distinct, tiedPairs] = [0, 0, 0];
  for (let start = 0; start < order.length; ) {
    const value = values[order[start] as number];
    let [end, weight] = [start, 0];
    for (; end < order.length && values[order[end] as number] === value; end++) {
      weight += weights[order[end] as number] as number;
    }
    for (let i = start; i < end; i++) ranks[order[i] as number] = before + (weight + 1) / 2;
    if (weight > 0) distinct++;
    tiedPairs += (weight * (weight - 1)) / 2;
    before += weight;
    start = end;
  }
  return { ranks, values: distinct, tiedPairs };
}

function weightedPearson(x: Float64Array, y: Float64Array, weights: Uint32Array): number | null {
  let [total, sumX, sumY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const weight = weights[i] as number;
    total += weight;
    sumX += weight * (x[i] as number);
    sumY += weight * (y[i] as number);
  }
  const [meanX, meanY] = [sumX / total, sumY / total];
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const weight = weights[i] as number;
    const dx = (x[i] as number) - meanX;
    const dy = (y[i] as number) - meanY;
    xy += weight * dx * dy;
    xx += weight * dx * dx;
    yy += weight * dy * dy;
  }
  const size = Math.sqrt(xx) * Math.sqrt(yy);
  return size > 0 && Number.isFinite(size) ? clampToUnit(xy / size) : null;
}

function weightedTauB(
  { x, byX, classOfY, classes }: SortedPairs,
  weights: Uint32Array,
  tied: { x: number; y: number },
): number | null {
  /** Fenwick tree: weight of the pairs with smaller x by class of y. */
  const tree = new Float64Array(classes + 1);
  let [total, discordant, tiedBoth] = [0, 0, 0];
  for (let start = 0; start < byX.length; ) {
    const value = x[byX[start] as number];
    let [end, run] = [start, 0];
    for (; end < byX.length && x[byX[end] as number] === value; end++) {
      const place = byX[end] as number;
      const weight = weights[place] as number;
      const sameY = end > start && classOfY[place] === classOfY[byX[end - 1] as number];
      if (!sameY) run = 0;
      tiedBoth += weight * run + (weight * (weight - 1)) / 2;
      run += weight;
      discordant += weight * (total - sumUpTo(tree, (classOfY[place] as number) + 1));
    }
    for (let i = start; i < end; i++) {
      const place = byX[i] as number;
      const weight = weights[place] as number;
      if (weight === 0) continue;
      addAt(tree, (classOfY[place] as number) + 1, weight);
      total += weight;
    }
    start = end;
  }
  const all = (total * (total - 1)) / 2;
  const size = Math.sqrt(all - tied.x) * Math.sqrt(all - tied.y);
  return size > 0 ? clampToUnit((all - tied.x - tied.y + tiedBoth - 2 * discordant) / size) : null;
}

function addAt(tree: Float64Array, at: number, weight: number): void {
  for (let i = at; i < tree.length; i += i & -i) tree[i] = (tree[i] as number) + weight;
}

function sumUpTo(tree: Float64Array, to: number): number {
  let sum = 0;
  for (let i = to; i > 0; i -= i & -i) sum += tree[i] as number;
  return sum;
}

const clampToUnit = (value: number) => Math.min(1, Math.max(-1, value));
