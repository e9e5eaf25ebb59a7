import { type AnalyserOptions, analyse } from './analyse.ts';

export interface TfidfOptions extends AnalyserOptions {
  /** 1 + ln(tf) instead of tf. */
  sublinear: boolean;
  /** Fewest documents that a feature must occur in. */
  minimumDocuments: number;
}

export const TFIDF_DEFAULTS: TfidfOptions = {
  analyser: 'word',
  ngramRange: [1, 1],
  lowercase: true,
  stripAccents: false,
  stopWords: [],
  minimumWordLength: 2,
  sublinear: false,
  minimumDocuments: 1,
};

/** Plain data: what a fit learnt. Features are numbered in order of their code units. */
export interface TfidfModel {
  options: TfidfOptions;
  features: string[];
  /** [features] smooth inverse document frequency, ln((1 + n) / (1 + df)) + 1. */
  idf: Float64Array;
}

/** A sparse row: feature numbers and their weights. */
export interface SparseVector {
  indices: Uint32Array;
  values: Float32Array;
}

function countDocuments(documents: readonly string[], options: TfidfOptions): Map<string, number> {
  const counts = new Map<string, number>();
  for (const document of documents) {
    for (const feature of new Set(analyse(document, options))) {
      counts.set(feature, (counts.get(feature) ?? 0) + 1);
    }
  }
  return counts;
}

/** Learns vocabulary and smooth idf from documents (scikit-learn's `TfidfVectorizer.fit`). */
export function fitTfidf(
  documents: readonly string[],
  settings: Partial<TfidfOptions> = {},
): TfidfModel {
  const options = { ...TFIDF_DEFAULTS, ...settings };
  const counts = countDocuments(documents, options);
  const features = [...counts]
    .filter(([, count]) => count >= options.minimumDocuments)
    .map(([feature]) => feature)
    .sort((a, b) => (a < b ? -1 : 1));
  const idf = Float64Array.from(
    features,
    (feature) => Math.log((1 + documents.length) / (1 + (counts.get(feature) ?? 0))) + 1,
  );
  return { options, features, idf };
}

/** A text's row, and the share of its features that the vocabulary knows, [0, 1]; 0 for a text without any. */
export interface TextVector extends SparseVector {
  known: number;
}

/** Maps a text to its L2-normalised TF-IDF row; unknown features are left out, and a row without any is empty. */
export type Vectorize = (text: string) => TextVector;

/** Prepares a fitted model for use: `transform` of scikit-learn's `TfidfVectorizer`. */
export function vectorizer(model: TfidfModel): Vectorize {
  const { options, idf } = model;
  const numbers = new Map(model.features.map((feature, number) => [feature, number]));
  return (text) => {
    const counts = new Map<number, number>();
    const features = analyse(text, options);
    let known = 0;
    for (const feature of features) {
      const number = numbers.get(feature);
      if (number === undefined) continue;
      known += 1;
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    const share = features.length === 0 ? 0 : known / features.length;
    return { ...weigh(counts, idf, options.sublinear), known: share };
  };
}

function weigh(counts: Map<number, number>, idf: Float64Array, sublinear: boolean): SparseVector {
  const indices = Uint32Array.from(counts.keys());
  const values = new Float32Array(indices.length);
  let squares = 0;
  for (let i = 0; i < indices.length; i += 1) {
    const feature = indices[i] ?? 0;
    const count = counts.get(feature) ?? 0;
    const weight = (sublinear ? 1 + Math.log(count) : count) * (idf[feature] ?? 0);
    values[i] = weight;
    squares += weight * weight;
  }
  const norm = Math.sqrt(squares);
  if (norm > 0) for (let i = 0; i < values.length; i += 1) values[i] = (values[i] ?? 0) / norm;
  return { indices, values };
}
