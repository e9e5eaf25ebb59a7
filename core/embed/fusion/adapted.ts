import { PlumblineError } from '#core/contract/errors.ts';
import type { Embedder } from '#core/embed/embedder.ts';
import { normaliseRows } from '#core/math/vectors.ts';
import { columnsOf, multiplyRows } from './multiply-rows.ts';

/** A linear map that was learnt from judgments. */
export interface Adapter {
  dimensions: number;
  /** [dimensions × dimensions], row-major: a vector times this is the adapted vector before it is brought to length 1. */
  map: Float32Array;
}

/**
 * An embedder whose vectors are multiplied by an adapter and L2-normalised. Closing it closes `embedder`. Throws DAMAGED
 * where the adapter is for vectors of another width.
 */
export function adapted(embedder: Embedder, adapter: Adapter): Embedder {
  const { dimensions, map } = adapter;
  if (embedder.dimensions !== dimensions) {
    const other = embedder.dimensions;
    const message = `The adapter is for vectors of ${dimensions} dimensions, but the embedder gives ${other}.`;
    throw new PlumblineError('DAMAGED', message, { remedy: 'Train a new version.' });
  }
  const columns = columnsOf(map, dimensions);
  return {
    dimensions,
    async *batches(texts, role) {
      for await (const { positions, vectors } of embedder.batches(texts, role)) {
        yield {
          positions,
          vectors: normaliseRows(multiplyRows(vectors, columns, dimensions), dimensions),
        };
      }
    },
    close: () => embedder.close(),
  };
}
