import { PlumblineError } from '#core/contract/errors.ts';
import type { Embedder } from '#core/embed/embedder.ts';
import { type RowProducts, rowProducts } from '#core/embed/onnx/row-products.ts';
import { normaliseRows } from '#core/math/vectors.ts';

/** A linear map that was learnt from judgments. */
export interface Adapter {
  dimensions: number;
  /** [dimensions × dimensions], row-major: a vector times this is the adapted vector before it is brought to length 1. */
  map: Float32Array;
}

/** Applies an adapter. Close it after use. */
export interface AdapterMap {
  /** Adapted vectors [n × d], L2-normalised, of `vectors` [n × d]; a vector gives the same bits in any batch. */
  apply(vectors: Float32Array): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Opens a multiplication when it is first needed. */
export function adapterMap({ dimensions, map }: Adapter): AdapterMap {
  let opened: Promise<RowProducts> | null = null;
  // One thread: so few rows at a time are done before another one wakes.
  const open = () => rowProducts(columnsOf(map, dimensions), dimensions, { intraOpThreads: 1 });
  const products = () => {
    opened ??= open().catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };
  return {
    apply: async (vectors) => normaliseRows(await (await products()).of(vectors), dimensions),
    async close() {
      const last = opened;
      opened = null;
      await (await last)?.close();
    },
  };
}

/**
 * An embedder whose vectors are multiplied by an adapter and L2-normalised. Closing it closes `embedder`. Throws DAMAGED
 * where the adapter is for vectors of another width.
 */
export function adapted(embedder: Embedder, adapter: Adapter): Embedder {
  const { dimensions } = adapter;
  if (embedder.dimensions !== dimensions) {
    const other = embedder.dimensions;
    const message = `The adapter is for vectors of ${dimensions} dimensions, but the embedder gives ${other}.`;
    throw new PlumblineError('DAMAGED', message, { remedy: 'Train a new version.' });
  }
  const map = adapterMap(adapter);
  return {
    dimensions,
    async *batches(texts, role) {
      for await (const { positions, vectors } of embedder.batches(texts, role)) {
        yield { positions, vectors: await map.apply(vectors) };
      }
    },
    async close() {
      await map.close();
      await embedder.close();
    },
  };
}

/** The columns of a square matrix one after the other. */
function columnsOf(map: Float32Array, dimensions: number): Float32Array {
  const columns = new Float32Array(map.length);
  for (let i = 0; i < dimensions; i += 1) {
    for (let j = 0; j < dimensions; j += 1) {
      columns[j * dimensions + i] = map[i * dimensions + j] as number;
    }
  }
  return columns;
}
