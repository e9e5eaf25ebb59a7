import { InferenceSession, Tensor } from 'onnxruntime-node';
import { productsGraph } from './products-graph.ts';

/** Rows that stay in memory, to be multiplied by others. Close it after use. */
export interface RowProducts {
  /**
   * Inner products [q × rows], row-major, of `others` [q × dimensions]; one call at a time. A row of `others` gets the
   * same bits alone and among any others.
   */
  of(others: Float32Array, signal?: AbortSignal): Promise<Float32Array>;
  close(): Promise<void>;
}

export interface RowProductsOptions {
  intraOpThreads: number;
  /**
   * Whether the library's threads wait for the next call at work, which wakes them sooner and takes a core from whatever
   * else runs. Default: true.
   */
  allowSpinning?: boolean;
}

/** Holds `rows` [n × dimensions], n > 0, and multiplies with onnxruntime. */
export async function rowProducts(
  rows: Float32Array,
  dimensions: number,
  { intraOpThreads, allowSpinning = true }: RowProductsOptions,
): Promise<RowProducts> {
  const count = rows.length / dimensions;
  const session = await InferenceSession.create(productsGraph(), {
    intraOpNumThreads: intraOpThreads,
    interOpNumThreads: 1,
    ...(!allowSpinning && { extra: { session: { intra_op: { allow_spinning: '0' } } } }),
  });
  const matrix = count === 1 ? twice(rows) : rows;
  const held = new Tensor('float32', matrix, [matrix.length / dimensions, dimensions]);
  const multiply = async (others: Float32Array): Promise<Float32Array> => {
    const wanted = others.length / dimensions;
    const some = wanted === 1 ? twice(others) : others;
    const input = new Tensor('float32', some, [some.length / dimensions, dimensions]);
    const { products } = await session.run({ queries: input, vectors: held });
    if (products === undefined) throw new Error('The multiplication gave nothing.');
    const all = products.data as Float32Array;
    return count === 1
      ? all.filter((_, i) => i % 2 === 0).subarray(0, wanted)
      : all.subarray(0, wanted * count);
  };
  const run = async (others: Float32Array): Promise<Float32Array> => {
    const step = MOST_AT_ONCE * dimensions;
    if (others.length <= step) return multiply(others);
    const all = new Float32Array((others.length / dimensions) * count);
    for (let start = 0; start < others.length; start += step) {
      const products = await multiply(others.subarray(start, start + step));
      all.set(products, (start / dimensions) * count);
    }
    return all;
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    of(others, signal) {
      const next = last.then(() => {
        signal?.throwIfAborted();
        return run(others);
      });
      // A failed call must not block the ones behind it; its own caller sees the failure.
      last = next.catch(() => undefined);
      return next;
    },
    async close() {
      await last;
      await session.release();
    },
  };
}

/**
 * Most rows of one multiplication, which is as many as one pass over the held ones serves at the speed of memory. The
 * library multiplies more, and single rows, in another way, which differs in the last bits.
 */
const MOST_AT_ONCE = 16;

/** One row, or the beginning of two. */
function twice(row: Float32Array): Float32Array {
  const two = new Float32Array(2 * row.length);
  two.set(row);
  return two;
}
