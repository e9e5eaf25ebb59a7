import { type Embedder, embedTexts } from '#core/embed/embedder.ts';
import type { TermPiece } from '#core/index/lance-terms.ts';

export interface TakenOver {
  /** [terms × dimensions] */
  vectors: Float32Array;
  /** Terms whose vectors were taken over, and terms that were embedded. */
  reused: number;
  embedded: number;
}

/**
 * The vectors of `terms`: those that `known` has are copied, the others embedded, each text once. `known` must lie in the
 * embedder's space; it is read batch by batch, so that nothing is held twice.
 */
export async function takeOverVectors(
  terms: readonly string[],
  known: AsyncIterable<Pick<TermPiece, 'terms' | 'vectors'>>,
  embedder: Embedder,
  breathe: () => Promise<void>,
): Promise<TakenOver> {
  const { dimensions } = embedder;
  const vectors = new Float32Array(terms.length * dimensions);
  const missing = placesOf(terms);
  const put = (term: string, vector: Float32Array) => {
    for (const place of missing.get(term) ?? []) vectors.set(vector, place * dimensions);
  };
  const row = (all: Float32Array, i: number) => all.subarray(i * dimensions, (i + 1) * dimensions);
  let reused = 0;
  for await (const { terms: some, vectors: theirs } of known) {
    some.forEach((term, i) => {
      put(term, row(theirs, i));
      reused += missing.get(term)?.length ?? 0;
      missing.delete(term);
    });
    await breathe();
  }
  const left = [...missing.keys()];
  const embedded = await embedTexts(embedder, left, 'term', breathe);
  left.forEach((term, i) => {
    put(term, row(embedded, i));
  });
  return { vectors, reused, embedded: terms.length - reused };
}

/** Text -> its places; entries may share one. */
function placesOf(terms: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  terms.forEach((term, place) => {
    const known = places.get(term);
    if (known) known.push(place);
    else places.set(term, [place]);
  });
  return places;
}
