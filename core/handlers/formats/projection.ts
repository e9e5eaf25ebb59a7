import { fitDensePca } from '#core/embed/fusion/dense-pca.ts';
import { projectRows } from '#core/embed/fusion/project-rows.ts';
import type { FormatFacts } from './format-facts.ts';

/** Rows that the axes are fitted on: enough for two directions, and some seconds less than all. */
const MOST_FITTED = 4096;

/** The first two principal components of all rows, [rows × 2]. */
export async function projectedRows({
  rows,
  manifest,
  pieces,
  breathe,
}: FormatFacts): Promise<Float32Array> {
  const { dimensions } = manifest.space;
  const step = Math.max(1, Math.ceil(rows / MOST_FITTED));
  const sample = new Float32Array(Math.ceil(rows / step) * dimensions);
  for await (const { first, keys, vectors } of pieces()) {
    for (let i = (step - (first % step)) % step; i < keys.length; i += step) {
      const row = vectors.subarray(i * dimensions, (i + 1) * dimensions);
      sample.set(row, ((first + i) / step) * dimensions);
    }
  }
  const pca = await fitDensePca(sample, { dimensions, components: 2 }, breathe);
  const points = new Float32Array(rows * 2);
  for await (const { first, vectors } of pieces()) {
    const projected = projectRows(pca, vectors);
    for (let i = 0; i * pca.dimensions < projected.length; i += 1) {
      const from = i * pca.dimensions;
      points.set(projected.subarray(from, from + pca.dimensions), (first + i) * 2);
    }
  }
  return points;
}
