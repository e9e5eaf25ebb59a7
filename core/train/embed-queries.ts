import { type Embedder, embedTexts } from '#core/embed/embedder.ts';
import { normaliseForEmbedding } from '#core/embed/pipeline/normalise-for-embedding.ts';

/** Vectors [texts × dimensions] of queries, normalised as terms are before they are embedded. */
export function embedQueries(embedder: Embedder, texts: readonly string[]): Promise<Float32Array> {
  return embedTexts(embedder, texts.map(normaliseForEmbedding), 'query');
}
