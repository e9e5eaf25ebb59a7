import { PlumblineError } from '#core/contract/errors.ts';
import { readSafetensors, type Tensor, writeSafetensors } from './safetensors.ts';

/** Vectors of tokens as a model2vec or StaticEmbedding file holds them. */
export interface TokenVectors {
  tokens: number;
  dimensions: number;
  /** [tokens × dimensions], row-major. */
  rows: Int8Array | Float32Array;
  /** [tokens], factor of each int8 row; null where the rows are floats. */
  scales: Float32Array | null;
}

/** The names that model2vec and sentence-transformers give the matrix. */
const MATRIX_NAMES = ['embeddings', 'embedding.weight'];
const REMEDY = 'Copy the model again from where it came from.';

function damaged(file: string, what: string): PlumblineError {
  return new PlumblineError('DAMAGED', `This is no static embedding: ${what}.`, {
    file,
    remedy: REMEDY,
  });
}

/**
 * Reads `model.safetensors` of a static embedding: `embeddings` or `embedding.weight` (F32, F16, BF16, or I8 with
 * `scales`), and `weights`, a factor for each token that newer versions of model2vec keep apart. Throws DAMAGED, naming
 * `file`.
 */
export function readTokenVectors(bytes: Uint8Array, file: string): TokenVectors {
  const tensors = readSafetensors(bytes, file);
  const name = MATRIX_NAMES.find((one) => tensors.has(one));
  const matrix = tensors.get(name ?? '');
  if (!matrix) throw damaged(file, `it has none of the tensors ${MATRIX_NAMES.join(', ')}`);
  const [tokens = 0, dimensions = 0] = matrix.shape;
  if (matrix.shape.length !== 2 || tokens * dimensions === 0) {
    throw damaged(file, `"${name}" is no matrix`);
  }
  const perToken = (one: string) => factors(tensors.get(one), tokens, one, file);
  const scales = perToken('scales');
  const weights = perToken('weights');
  const rows = rowsOf(matrix, scales !== null, file);
  if (rows instanceof Int8Array) {
    return { tokens, dimensions, rows, scales: product(scales, weights) };
  }
  return { tokens, dimensions, rows: weighted(rows, weights, dimensions), scales: null };
}

function rowsOf(matrix: Tensor, hasScales: boolean, file: string): Int8Array | Float32Array {
  const { data } = matrix;
  if (data instanceof Float32Array && !hasScales) return data;
  if (data instanceof Float64Array && !hasScales) return Float32Array.from(data);
  // Without scales the rows of model2vec share one factor, which no direction depends on.
  if (data instanceof Int8Array) return data;
  throw damaged(file, 'its vectors are neither floats nor int8');
}

function factors(
  tensor: Tensor | undefined,
  tokens: number,
  name: string,
  file: string,
): Float32Array | null {
  if (!tensor) return null;
  if (tensor.data.length !== tokens) throw damaged(file, `"${name}" has another length`);
  return Float32Array.from(tensor.data);
}

function product(a: Float32Array | null, b: Float32Array | null): Float32Array | null {
  return a && b ? a.map((value, i) => value * (b[i] as number)) : (a ?? b);
}

function weighted(
  rows: Float32Array,
  weights: Float32Array | null,
  dimensions: number,
): Float32Array {
  return weights ? rows.map((v, i) => v * (weights[Math.floor(i / dimensions)] as number)) : rows;
}

/** `model.safetensors`: int8 with its scales as this program keeps it, floats as model2vec reads them. */
export function writeTokenVectors(vectors: TokenVectors): Uint8Array {
  const { tokens, dimensions, rows, scales } = vectors;
  return writeSafetensors({
    embeddings: { shape: [tokens, dimensions], data: rows },
    ...(scales && { scales: { shape: [tokens], data: scales } }),
  });
}

/** What a static model is made of, for its `config.json`. */
export interface Model2vecConfig {
  /** The transformer that it was distilled from. */
  source: string;
  dimensions: number;
  /** a of the Zipf weight a / (a + p). */
  sifCoefficient: number;
}

/** `config.json` as model2vec writes it. */
export function model2vecConfig({ source, dimensions, sifCoefficient }: Model2vecConfig): object {
  return {
    model_type: 'model2vec',
    architectures: ['StaticModel'],
    tokenizer_name: source,
    apply_pca: dimensions,
    sif_coefficient: sifCoefficient,
    hidden_dim: dimensions,
    seq_length: 1_000_000,
    normalize: true,
  };
}

/** `modules.json`, by which sentence-transformers finds a static embedding. */
export const STATIC_MODULES: readonly object[] = [
  { idx: 0, name: '0', path: '.', type: 'sentence_transformers.models.StaticEmbedding' },
  { idx: 1, name: '1', path: '1_Normalize', type: 'sentence_transformers.models.Normalize' },
];
