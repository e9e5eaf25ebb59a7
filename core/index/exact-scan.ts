import { InferenceSession, Tensor } from 'onnxruntime-node';
import { scoreGraph } from './matmul-graph.ts';
import type { RowScan, RowSimilarities } from './row-scan.ts';

/** Scores every vector against some queries; nothing is approximated. */
export interface ExactScan extends RowScan {
  exact: true;
  /** Inner products [q × rows], row-major, of queries [q × dimensions]. */
  scores(queries: Float32Array, signal?: AbortSignal): Promise<Float32Array>;
}

export interface ExactScanOptions {
  /**
   * Whether the library's threads wait for the next scan at work, which wakes them sooner and takes a core from whatever
   * else runs. Default: true.
   */
  allowSpinning?: boolean;
}

/** Holds `vectors` [rows × dimensions] in memory and multiplies with onnxruntime; one session, used one call at a time. */
export async function createExactScan(
  vectors: Float32Array,
  dimensions: number,
  intraOpThreads: number,
  { allowSpinning = true }: ExactScanOptions = {},
): Promise<ExactScan> {
  const rows = dimensions === 0 ? 0 : vectors.length / dimensions;
  if (rows === 0) return scanOf({ rows, dimensions }, async () => new Float32Array(0));
  const session = await InferenceSession.create(scoreGraph(), {
    intraOpNumThreads: intraOpThreads,
    interOpNumThreads: 1,
    ...(!allowSpinning && { extra: { session: { intra_op: { allow_spinning: '0' } } } }),
  });
  const matrix = rows === 1 ? twice(vectors) : vectors;
  const held = new Tensor('float32', matrix, [matrix.length / dimensions, dimensions]);
  let last: Promise<unknown> = Promise.resolve();
  const multiply = async (queries: Float32Array): Promise<Float32Array> => {
    const count = queries.length / dimensions;
    const some = count === 1 ? twice(queries) : queries;
    const input = new Tensor('float32', some, [some.length / dimensions, dimensions]);
    const { scores } = await session.run({ queries: input, vectors: held });
    if (scores === undefined) throw new Error('The scan gave no scores.');
    const products = scores.data as Float32Array;
    return rows === 1
      ? products.filter((_, i) => i % 2 === 0).subarray(0, count)
      : products.subarray(0, count * rows);
  };
  const run = async (queries: Float32Array): Promise<Float32Array> => {
    const step = MOST_AT_ONCE * dimensions;
    if (queries.length <= step) return multiply(queries);
    const all = new Float32Array((queries.length / dimensions) * rows);
    for (let start = 0; start < queries.length; start += step) {
      all.set(await multiply(queries.subarray(start, start + step)), (start / dimensions) * rows);
    }
    return all;
  };
  const scores = (queries: Float32Array, signal?: AbortSignal) => {
    const next = last.then(() => {
      signal?.throwIfAborted();
      return run(queries);
    });
    // A failed call must not block the ones behind it; its own caller sees the failure.
    last = next.catch(() => undefined);
    return next;
  };
  const close = async () => {
    await last;
    await session.release();
  };
  return scanOf({ rows, dimensions }, scores, close);
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

/**
 * Most queries of one multiplication, which is as many as one pass over the vectors serves at the speed of memory. The
 * library multiplies larger ones, and single rows, in another way, which differs in the last bits: a query must get the
 * same scores alone and in any batch.
 */
const MOST_AT_ONCE = 16;

/** One row, or the beginning of two. */
function twice(row: Float32Array): Float32Array {
  const two = new Float32Array(2 * row.length);
  two.set(row);
  return two;
}
