import type { Embedder } from '#core/embed/embedder.ts';
import { LETTER_TFIDF, WORD_TFIDF } from '#core/text/lexical-tfidf.ts';
import { fitTfidf, type SparseVector, type TfidfModel, vectorizer } from '#core/text/tfidf.ts';
import { fitSparsePca, projectSparse, type SparsePca } from './sparse-pca.ts';

/** What the lexical embedder learnt from a dictionary: plain data. */
export interface LexicalModel {
  words: TfidfModel;
  letters: TfidfModel;
  pca: SparsePca;
}

export interface LexicalFitOptions {
  dimensions: number;
  /** Uniform numbers in [0, 1). */
  random: () => number;
  breathe?: () => Promise<void>;
}

/** In a larger dictionary a feature that occurs in one term only links it to no other, and costs memory. */
const MANY_TERMS = 2000;

/**
 * Fits word and character TF-IDF on the terms and their joint PCA on the entries (all terms of an entry as one text), so
 * that words which name the same entries come close even where they share no letters: latent semantic analysis
 * (Deerwester and others, 1990).
 */
export async function fitLexical(
  terms: readonly string[],
  entryTexts: readonly string[],
  options: LexicalFitOptions,
): Promise<LexicalModel> {
  const breathe = options.breathe ?? (async () => {});
  const minimumDocuments = terms.length > MANY_TERMS ? 2 : 1;
  const words = fitTfidf(terms, { ...WORD_TFIDF, minimumDocuments });
  await breathe();
  const letters = fitTfidf(terms, { ...LETTER_TFIDF, minimumDocuments });
  await breathe();
  const rowOf = joined(words, letters);
  const rows = entryTexts.map(rowOf);
  const features = words.features.length + letters.features.length;
  const pca = await fitSparsePca(rows, features, options);
  return { words, letters, pca };
}

/** Both TF-IDF rows of a text side by side. */
function joined(words: TfidfModel, letters: TfidfModel): (text: string) => SparseVector {
  const toWords = vectorizer(words);
  const toLetters = vectorizer(letters);
  const shift = words.features.length;
  return (text) => {
    const left = toWords(text);
    const right = toLetters(text);
    const indices = new Uint32Array(left.indices.length + right.indices.length);
    const values = new Float32Array(indices.length);
    indices.set(left.indices);
    indices.set(
      right.indices.map((index) => index + shift),
      left.indices.length,
    );
    values.set(left.values);
    values.set(right.values, left.values.length);
    return { indices, values };
  };
}

const TEXTS_PER_BATCH = 64;

/** Embeds with a fitted model; queries and terms alike. */
export function lexicalEmbedder(model: LexicalModel): Embedder {
  const rowOf = joined(model.words, model.letters);
  const { dimensions } = model.pca;
  return {
    dimensions,
    async *batches(texts) {
      for (let start = 0; start < texts.length; start += TEXTS_PER_BATCH) {
        const batch = texts.slice(start, start + TEXTS_PER_BATCH);
        const vectors = new Float32Array(batch.length * dimensions);
        for (const [row, text] of batch.entries()) {
          vectors.set(projectSparse(model.pca, rowOf(text)), row * dimensions);
        }
        yield { positions: Uint32Array.from(batch, (_, row) => start + row), vectors };
      }
    },
    close: async () => {},
  };
}
