/** λ of the loss: a difference of a twentieth in cosine counts as one. */
const SCALE = 20;

/**
 * CoSENT (Su 2022): log(1 + Σ exp(λ (cos_j − cos_i))) over all pairs i, j with grade_i > grade_j. It asks for the right
 * order of the cosines and for no certain values. Returns the loss and its gradient by each cosine; equal grades give 0.
 */
export function cosentLoss(
  cosines: Float32Array,
  grades: ArrayLike<number>,
): { loss: number; gradient: Float32Array } {
  const gradient = new Float32Array(cosines.length);
  const most = largestMargin(cosines, grades);
  if (most === null) return { loss: 0, gradient };
  // The 1 in the logarithm counts as a pair with a margin of 0.
  const highest = Math.max(0, most);
  let sum = Math.exp(-highest);
  for (let i = 0; i < cosines.length; i += 1) {
    for (let j = 0; j < cosines.length; j += 1) {
      if (!((grades[i] as number) > (grades[j] as number))) continue;
      const weight = Math.exp(marginOf(cosines, i, j) - highest);
      sum += weight;
      gradient[i] = (gradient[i] as number) - weight;
      gradient[j] = (gradient[j] as number) + weight;
    }
  }
  for (let i = 0; i < gradient.length; i += 1) {
    gradient[i] = ((gradient[i] as number) * SCALE) / sum;
  }
  return { loss: highest + Math.log(sum), gradient };
}

/** How far the worse of two is from standing below the better, scaled. */
const marginOf = (cosines: Float32Array, better: number, worse: number): number =>
  SCALE * ((cosines[worse] as number) - (cosines[better] as number));

/** Null where no two grades differ. */
function largestMargin(cosines: Float32Array, grades: ArrayLike<number>): number | null {
  let most: number | null = null;
  for (let i = 0; i < cosines.length; i += 1) {
    for (let j = 0; j < cosines.length; j += 1) {
      if (!((grades[i] as number) > (grades[j] as number))) continue;
      most = Math.max(most ?? Number.NEGATIVE_INFINITY, marginOf(cosines, i, j));
    }
  }
  return most;
}
