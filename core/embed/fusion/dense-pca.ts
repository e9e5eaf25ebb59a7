import { Matrix } from 'ml-matrix';
import { PCA } from 'ml-pca';
import { covarianceOf } from './covariance.ts';

/** A fitted projection: x -> (x − mean) · components. */
export interface DensePca {
  /** Dimensions before. */
  features: number;
  /** Dimensions after: at least 1, no more than the rows have variance in. */
  dimensions: number;
  /** [features × dimensions], row-major; columns are orthonormal, zero where nothing varies. */
  components: Float32Array;
  /** [features] */
  mean: Float64Array;
  /** [dimensions] variance along each component, largest first (divisor n − 1). */
  explainedVariance: number[];
  /** Sum of the variances of all features. */
  totalVariance: number;
}

export interface DensePcaOptions {
  /** Of the vectors that are given. */
  dimensions: number;
  /** Most components to keep, or as many as keep this share of the variance, (0, 1]. */
  components: number | { share: number };
}

/** A direction with less than this share of the variance is rounding. */
const LEAST_SHARE = 1e-12;

/**
 * Principal components of vectors [n × dimensions] by ml-pca on their covariance matrix. The largest coordinate of each
 * component is positive, so that the same vectors give the same components.
 */
export async function fitDensePca(
  vectors: Float32Array,
  { dimensions: features, components: wanted }: DensePcaOptions,
  breathe: () => Promise<void> = async () => {},
): Promise<DensePca> {
  const { mean, covariance } = await covarianceOf(vectors, features, breathe);
  const matrix = Matrix.from1DArray(features, features, covariance);
  const totalVariance = matrix.trace();
  if (totalVariance === 0) return nothingToTellApart(features, mean);
  const pca = new PCA(matrix, { isCovarianceMatrix: true });
  await breathe();
  const variances = pca.getEigenvalues().filter((value) => value > totalVariance * LEAST_SHARE);
  const dimensions = countOf(variances, totalVariance, wanted);
  return {
    ...{ features, dimensions, mean, totalVariance },
    components: oriented(pca.getEigenvectors(), dimensions),
    explainedVariance: variances.slice(0, dimensions),
  };
}

function countOf(
  variances: readonly number[],
  total: number,
  wanted: DensePcaOptions['components'],
): number {
  if (typeof wanted === 'number') return Math.max(1, Math.min(wanted, variances.length));
  let count = 0;
  let kept = 0;
  while (count < variances.length && (count === 0 || kept < wanted.share * total)) {
    kept += variances[count] as number;
    count += 1;
  }
  return count;
}

function oriented(vectors: Matrix, dimensions: number): Float32Array {
  const components = new Float32Array(vectors.rows * dimensions);
  for (let c = 0; c < dimensions; c += 1) {
    const column = vectors.getColumn(c);
    const largest = column.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
    const sign = largest < 0 ? -1 : 1;
    for (const [i, value] of column.entries()) components[i * dimensions + c] = sign * value;
  }
  return components;
}

/** Every text becomes the zero vector, which no cosine can tell from another. */
function nothingToTellApart(features: number, mean: Float64Array): DensePca {
  return {
    ...{ features, dimensions: 1, mean, totalVariance: 0 },
    components: new Float32Array(features),
    explainedVariance: [0],
  };
}
