import { type RowProductsOptions, rowProducts } from '#core/embed/onnx/row-products.ts';
import type { RowScan, RowSimilarities } from './row-scan.ts';

/** Scores every vector against some queries; nothing is approximated. */
export interface ExactScan extends RowScan {
  exact: true;
  /** Inner products [q × rows], row-major, of queries [q × dimensions]. */
  scores(queries: Float32Array, signal?: AbortSignal): Promise<Float32Array>;
}

export type ExactScanOptions = Pick<RowProductsOptions, 'allowSpinning'>;

/** Holds `vectors` [rows × dimensions] in memory and multiplies with onnxruntime; one session, used one call at a time. */
export async function createExactScan(
  vectors: Float32Array,
  dimensions: number,
  intraOpThreads: number,
  options: ExactScanOptions = {},
): Promise<ExactScan> {
  const rows = dimensions === 0 ? 0 : vectors.length / dimensions;
  if (rows === 0) return scanOf({ rows, dimensions }, async () => new Float32Array(0));
  const products = await rowProducts(vectors, dimensions, { intraOpThreads, ...options });
  return scanOf({ rows, dimensions }, products.of, products.close);
}

/** A scan of `rows` vectors whose inner products with queries `scores` computes. */
export function scanOf(
  { rows, dimensions }: Pick<ExactScan, 'rows' | 'dimensions'>,
  scores: ExactScan['scores'],
  close: () => Promise<void> = async () => undefined,
): ExactScan {
  return {
    ...{ rows, dimensions, scores, close },
    exact: true,
    recall: null,
    async scan(queries, signal) {
      const all = await scores(queries, signal);
      const count = dimensions === 0 ? 0 : queries.length / dimensions;
      return Array.from({ length: count }, (_, q) =>
        everyRow(all.subarray(q * rows, (q + 1) * rows)),
      );
    },
  };
}

function everyRow(all: Float32Array): RowSimilarities {
  return {
    all,
    near: null,
    of: async (rows) => Float32Array.from(rows, (row) => all[row] ?? 0),
  };
}
