import { type Matrix, matrix } from './multiply.ts';

/** A loss and its gradient by what it was computed from: cosines, or rows. */
export interface LossOfCosines {
  loss: number;
  gradient: Matrix;
}

/**
 * Multiple negatives ranking loss (InfoNCE; van den Oord et al. 2018, Henderson et al. 2017): the mean over anchors of the
 * cross-entropy of picking column i for row i. `cosines` [anchors × candidates]; where `leftOut` is 1 the candidate
 * is no negative of that anchor, because it is right too.
 */
export function contrastiveLoss(
  cosines: Matrix,
  leftOut: Uint8Array,
  temperature: number,
): LossOfCosines {
  const { rows, columns, values } = cosines;
  const gradient = matrix(rows, columns);
  let loss = 0;
  for (let row = 0; row < rows; row += 1) {
    const start = row * columns;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = start; i < start + columns; i += 1) {
      if (leftOut[i] === 0) most = Math.max(most, values[i] as number);
    }
    let sum = 0;
    for (let i = start; i < start + columns; i += 1) {
      if (leftOut[i] === 1) continue;
      const weight = Math.exp(((values[i] as number) - most) / temperature);
      gradient.values[i] = weight;
      sum += weight;
    }
    const target = start + row;
    loss += Math.log(sum) - ((values[target] as number) - most) / temperature;
    const scale = 1 / (sum * temperature * rows);
    for (let i = start; i < start + columns; i += 1) {
      gradient.values[i] = (gradient.values[i] as number) * scale;
    }
    gradient.values[target] = (gradient.values[target] as number) - 1 / (temperature * rows);
  }
  return { loss: rows === 0 ? 0 : loss / rows, gradient };
}
