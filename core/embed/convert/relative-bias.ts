/** Distances from which on all share the last bucket; fixed in the reference implementation. */
const MOST_DISTANCE = 128;

/**
 * The bucket of a distance (key's position minus query's) among `buckets`: half of them for each direction; near
 * distances one each, farther ones in logarithmic steps. T5's scheme (Raffel et al. 2020, section 2.1), as MPNet uses it.
 */
export function relativeBucket(distance: number, buckets: number): number {
  const half = buckets / 2;
  const direction = distance > 0 ? half : 0;
  const length = Math.abs(distance);
  const exact = half >> 1;
  if (length < exact) return direction + length;
  const octave = Math.fround(Math.log(Math.fround(length / exact)));
  const step = Math.fround(octave / Math.fround(Math.log(MOST_DISTANCE / exact))) * (half - exact);
  return direction + Math.min(exact + Math.trunc(step), half - 1);
}

/** Bias of every head for distances -(most - 1) … most - 1, as [heads × (2 · most - 1)], from [buckets × heads]. */
export function biasByDistance(table: Float32Array, heads: number, most: number): Float32Array {
  const buckets = table.length / heads;
  const distances = 2 * most - 1;
  const bias = new Float32Array(heads * distances);
  for (let i = 0; i < distances; i += 1) {
    const bucket = relativeBucket(i - (most - 1), buckets);
    for (let head = 0; head < heads; head += 1) {
      bias[head * distances + i] = table[bucket * heads + head] as number;
    }
  }
  return bias;
}
