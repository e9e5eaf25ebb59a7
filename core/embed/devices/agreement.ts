import type { Dtype } from '#core/contract/models.ts';
import { dot } from '#core/math/vectors.ts';

/** How alike the vectors of two ways to run a model are. */
export interface Agreement {
  /** Mean cosine of the two vectors of a text. */
  meanCosine: number;
  /** Share of texts with the same ten nearest among the others; null where there are too few texts to tell. */
  sameTop10: number | null;
}

/** Mean cosine with CPU fp32 that each dtype needs, and the share of texts with the same ten nearest. */
export const NEEDED: Readonly<Record<Dtype, { meanCosine: number; sameTop10: number | null }>> = {
  fp32: { meanCosine: 0.999, sameTop10: 0.95 },
  fp16: { meanCosine: 0.99, sameTop10: 0.95 },
  int8: { meanCosine: 0.97, sameTop10: null },
  q4: { meanCosine: 0.95, sameTop10: null },
};

const NEAREST = 10;
/** Neighbours whose cosines differ by less are equally near: rounding decides between them. */
const TIE = 1e-3;

/** Compares unit vectors [n × `dimensions`] of the same texts; one of the two may have more rows at its end. */
export function agreementOf(
  all: Float32Array,
  allReference: Float32Array,
  dimensions: number,
): Agreement {
  const length = Math.min(all.length, allReference.length);
  const texts = length / dimensions;
  const vectors = all.subarray(0, length);
  const reference = allReference.subarray(0, length);
  const row = (matrix: Float32Array, i: number) =>
    matrix.subarray(i * dimensions, (i + 1) * dimensions);
  let cosines = 0;
  let same = 0;
  for (let text = 0; text < texts; text += 1) {
    cosines += dot(row(vectors, text), row(reference, text));
    if (texts <= 2 * NEAREST) continue;
    const near = similarities(vectors, text, dimensions);
    const truth = similarities(reference, text, dimensions);
    if (sameNearest(near, truth)) same += 1;
  }
  // Rounding may lift it above 1.
  return {
    meanCosine: Math.min(1, cosines / texts),
    sameTop10: texts > 2 * NEAREST ? same / texts : null,
  };
}

/** Cosine of one text with every text; with itself it is no neighbour. */
function similarities(vectors: Float32Array, text: number, dimensions: number): Float32Array {
  const own = vectors.subarray(text * dimensions, (text + 1) * dimensions);
  const out = new Float32Array(vectors.length / dimensions);
  for (let other = 0; other < out.length; other += 1) {
    out[other] = dot(own, vectors.subarray(other * dimensions, (other + 1) * dimensions));
  }
  out[text] = Number.NEGATIVE_INFINITY;
  return out;
}

/** The ten nearest by `near` are all among the ten nearest by `truth`, up to ties. */
function sameNearest(near: Float32Array, truth: Float32Array): boolean {
  const limit = truth.toSorted().at(-NEAREST) as number;
  const order = Array.from(near.keys()).sort((a, b) => (near[b] as number) - (near[a] as number));
  return order.slice(0, NEAREST).every((other) => (truth[other] as number) >= limit - TIE);
}

/** Why vectors may not be used, in words; null where they agree. */
export function disagreement(dtype: Dtype, { meanCosine, sameTop10 }: Agreement): string | null {
  const needed = NEEDED[dtype];
  if (!(meanCosine >= needed.meanCosine)) {
    const cosine = Number.isFinite(meanCosine) ? floored(meanCosine) : 'not a number';
    return `Its vectors differ from those of the CPU: mean cosine ${cosine}, needed ${needed.meanCosine}.`;
  }
  if (needed.sameTop10 !== null && sameTop10 !== null && sameTop10 < needed.sameTop10) {
    const share = Math.floor(100 * sameTop10);
    return `Its nearest neighbours differ from those of the CPU: the same ten for ${share} % of the probe texts, needed ${100 * needed.sameTop10} %.`;
  }
  return null;
}

/** Rounded down, so that what is too little does not look like enough. */
function floored(value: number): string {
  return String(Math.floor(value * 10_000) / 10_000);
}
