import { ascendingOrder } from '#core/math/statistics.ts';

/** Rising steps: linear between the points (x, y), constant beyond them. */
export type IsotonicCalibration = { kind: 'isotonic'; x: number[]; y: number[] };

/** Neighbouring scores with one common value. */
type Block = { first: number; last: number; sum: number; weight: number };

/**
 * Isotonic regression by pooling adjacent violators, with scores that are equal pooled first: what scikit-learn's
 * IsotonicRegression(out_of_bounds='clip') fits. Labels 0 or 1.
 */
export function fitIsotonic(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
): IsotonicCalibration {
  const x: number[] = [];
  const y: number[] = [];
  for (const { first, last, sum, weight } of pool(equalScores(scores, labels))) {
    x.push(first);
    y.push(sum / weight);
    if (last === first) continue;
    x.push(last);
    y.push(sum / weight);
  }
  return { kind: 'isotonic', x, y };
}

/** The calibrated probability of one score. */
export function applyIsotonic({ x, y }: IsotonicCalibration, score: number): number {
  const above = firstAtLeast(x, score);
  if (above === 0) return y[0] ?? 0;
  if (above === x.length) return y[x.length - 1] as number;
  const [x0, x1] = [x[above - 1] as number, x[above] as number];
  const [y0, y1] = [y[above - 1] as number, y[above] as number];
  return y0 + ((score - x0) / (x1 - x0)) * (y1 - y0);
}

function equalScores(scores: ArrayLike<number>, labels: ArrayLike<number>): Block[] {
  const blocks: Block[] = [];
  for (const i of ascendingOrder(scores)) {
    const score = scores[i] as number;
    const label = labels[i] as number;
    const block = blocks.at(-1);
    if (block?.first === score) {
      block.sum += label;
      block.weight++;
    } else {
      blocks.push({ first: score, last: score, sum: label, weight: 1 });
    }
  }
  return blocks;
}

function pool(blocks: Block[]): Block[] {
  const pooled: Block[] = [];
  for (const block of blocks) {
    let merged = block;
    let previous = pooled.at(-1);
    while (previous && previous.sum * merged.weight >= merged.sum * previous.weight) {
      merged = {
        first: previous.first,
        last: merged.last,
        sum: previous.sum + merged.sum,
        weight: previous.weight + merged.weight,
      };
      pooled.pop();
      previous = pooled.at(-1);
    }
    pooled.push(merged);
  }
  return pooled;
}

function firstAtLeast(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
