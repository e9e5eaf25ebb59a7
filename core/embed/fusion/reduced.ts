import { PlumblineError } from '#core/contract/errors.ts';
import type { Embedder } from '#core/embed/embedder.ts';
import { normaliseRows } from '#core/math/vectors.ts';
import type { DensePca } from './dense-pca.ts';
import { projectRows } from './project-rows.ts';

/**
 * An embedder with fewer dimensions: its vectors are centred, projected and L2-normalised. Closing it closes `embedder`.
 * Throws DAMAGED where the projection was fitted on vectors of another width.
 */
export function reduced(embedder: Embedder, pca: DensePca): Embedder {
  if (embedder.dimensions !== pca.features) {
    const [its, model] = [pca.features, embedder.dimensions];
    throw new PlumblineError(
      'DAMAGED',
      `The projection is for vectors of ${its} dimensions, but the model gives ${model}.`,
      { remedy: 'Train a new version.' },
    );
  }
  return {
    dimensions: pca.dimensions,
    async *batches(texts, role) {
      for await (const { positions, vectors } of embedder.batches(texts, role)) {
        yield { positions, vectors: normaliseRows(projectRows(pca, vectors), pca.dimensions) };
      }
    },
    close: () => embedder.close(),
  };
}
