import { Matrix } from 'ml-matrix';
import { PCA } from 'ml-pca';
import { normaliseRows } from '#core/math/vectors.ts';
import type { SparseVector } from '#core/text/tfidf.ts';
import {
  type CentredRows,
  centre,
  multiply,
  multiplyTransposed,
  projectDense,
} from './centred-rows.ts';
import {
  cholesky,
  type DenseBlock,
  divide,
  gaussianBlock,
  gram,
  multiplyDense,
  orthonormalise,
  solveTransposed,
  symmetricProduct,
} from './dense-block.ts';

/** A fitted projection: x -> (x − mean) · components. */
export interface SparsePca {
  features: number;
  /** At least 1, and no more than rows or features allow. */
  dimensions: number;
  /** [features × dimensions], row-major; columns are orthonormal, or zero where the rows have no variance left. */
  components: Float32Array;
  /** mean · components, [dimensions]: subtracting it centres a projected row. */
  meanProjection: Float32Array;
  /** [dimensions] variance along each component, largest first (divisor n − 1). */
  explainedVariance: number[];
  /** Sum of the variances of all features: what the explained ones are a share of. */
  totalVariance: number;
}

export interface SparsePcaOptions {
  /** Most components to keep. */
  dimensions: number;
  /** Uniform numbers in [0, 1). */
  random: () => number;
  /** Extra directions that sharpen the range finder. */
  oversampling?: number;
  /** Passes over the data that sharpen it further. */
  powerIterations?: number;
  breathe?: () => Promise<void>;
}

/**
 * Principal components of sparse rows [n × features] by a randomised range finder (Halko, Martinsson and Tropp, 2011,
 * algorithms 4.4 and 5.1) with ml-pca on the small covariance matrix, so that neither an n × n nor a dense n × features
 * matrix is made. Exact where `dimensions + oversampling` reaches the rows' rank.
 */
export async function fitSparsePca(
  rows: readonly SparseVector[],
  features: number,
  options: SparsePcaOptions,
): Promise<SparsePca> {
  const breathe = options.breathe ?? (async () => {});
  const width = Math.min(options.dimensions + (options.oversampling ?? 32), features, rows.length);
  const centred = centre(rows, features);
  if (width === 0 || centred.totalVariance === 0) return nothingToProject(features);
  const { basis, image, factor } = await rangeOf(centred, width, options, breathe);
  // image · factor⁻ᵀ: the rows, projected on an orthonormal basis of the range.
  await divide(image, factor, breathe);
  const { rotation, variances } = principalAxes(await gram(image, breathe), width, rows.length);
  const dimensions = Math.min(options.dimensions, width);
  const turned = solveTransposed(factor, rotation, width, dimensions);
  const combined = await multiplyDense(basis, turned, dimensions, breathe);
  const components = await multiplyTransposed(centred, combined, breathe);
  return {
    features,
    dimensions,
    components: Float32Array.from(components.data),
    meanProjection: Float32Array.from(projectDense(centred.mean, components)),
    explainedVariance: variances.slice(0, dimensions),
    totalVariance: centred.totalVariance,
  };
}

/** A basis of most of the rows' range. Features outnumber rows and columns by far, so nothing is solved on their side. */
interface Range {
  /** Q [n × width], orthonormal: the range is spanned by rowsᵀ · Q. */
  basis: DenseBlock;
  /** rows · rowsᵀ · Q [n × width] */
  image: DenseBlock;
  /** Cholesky factor of (rowsᵀ · Q)ᵀ · (rowsᵀ · Q) = Qᵀ · image, [width × width]: orthonormalises rowsᵀ · Q. */
  factor: Float64Array;
}

async function rangeOf(
  centred: CentredRows,
  width: number,
  { random, powerIterations = 1 }: SparsePcaOptions,
  breathe: () => Promise<void>,
): Promise<Range> {
  const start = gaussianBlock(centred.mean.length, width, random);
  let basis = await multiply(centred, start, breathe);
  for (let pass = 0; ; pass += 1) {
    await orthonormalise(basis, breathe);
    const image = await multiply(
      centred,
      await multiplyTransposed(centred, basis, breathe),
      breathe,
    );
    const factor = cholesky(await symmetricProduct(basis, image, breathe), width);
    if (pass === powerIterations) return { basis, image, factor };
    // After every pass: two passes in a row would drown small components in the rounding of large ones.
    await divide(image, factor, breathe);
    basis = image;
  }
}

/** Without rows, features or differences every text becomes the zero vector, which no cosine can tell from another. */
function nothingToProject(features: number): SparsePca {
  return {
    features,
    dimensions: 1,
    components: new Float32Array(features),
    meanProjection: new Float32Array(1),
    explainedVariance: [0],
    totalVariance: 0,
  };
}

/** Eigenvectors [width × width, row-major, one a column] and eigenvalues of sums / (n − 1), largest first. */
function principalAxes(
  sums: DenseBlock['data'],
  width: number,
  n: number,
): { rotation: Float64Array; variances: number[] } {
  const scale = 1 / Math.max(1, n - 1);
  const covariance = Matrix.from1DArray(width, width, sums).mul(scale);
  const pca = new PCA(covariance, { isCovarianceMatrix: true });
  return {
    rotation: Float64Array.from(pca.getEigenvectors().to1DArray()),
    variances: pca.getEigenvalues().map((variance) => Math.max(0, variance)),
  };
}

/** Share of the rows' variance that the components keep, [0, 1]; 0 where there is none. */
export function explainedShare({ explainedVariance, totalVariance }: SparsePca): number {
  if (totalVariance === 0) return 0;
  return Math.min(
    1,
    explainedVariance.reduce((sum, variance) => sum + variance, 0) / totalVariance,
  );
}

/** Projects one sparse row and L2-normalises it, [dimensions]; an empty row becomes zeros. */
export function projectSparse(pca: SparsePca, { indices, values }: SparseVector): Float32Array {
  const { dimensions, components, meanProjection } = pca;
  const vector = new Float32Array(dimensions);
  if (indices.length === 0) return vector;
  for (let c = 0; c < dimensions; c += 1) vector[c] = -(meanProjection[c] as number);
  for (let i = 0; i < indices.length; i += 1) {
    const offset = (indices[i] as number) * dimensions;
    const weight = values[i] as number;
    for (let c = 0; c < dimensions; c += 1) {
      vector[c] = (vector[c] as number) + weight * (components[offset + c] as number);
    }
  }
  return normaliseRows(vector, dimensions);
}
