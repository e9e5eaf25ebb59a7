import { PlumblineError } from '#core/contract/errors.ts';
import type { TfidfModel, TfidfOptions } from '#core/text/tfidf.ts';
import type { LexicalModel } from './lexical-embedder.ts';

/** A named array with its shape, as tensor files hold them. */
export interface NamedArray {
  shape: number[];
  data: Float32Array | Float64Array;
}

/** The part of a lexical model that is text: a person can read it. */
export interface LexicalDescription {
  kind: 'lexical';
  words: { options: TfidfOptions; features: string[] };
  letters: { options: TfidfOptions; features: string[] };
  dimensions: number;
  explainedVariance: number[];
  totalVariance: number;
}

/** Splits a model into readable text and arrays, for storing. */
export function lexicalToArrays(model: LexicalModel): {
  description: LexicalDescription;
  arrays: Record<string, NamedArray>;
} {
  const { words, letters, pca } = model;
  return {
    description: {
      kind: 'lexical',
      words: { options: words.options, features: words.features },
      letters: { options: letters.options, features: letters.features },
      dimensions: pca.dimensions,
      explainedVariance: pca.explainedVariance,
      totalVariance: pca.totalVariance,
    },
    arrays: {
      'words.idf': { shape: [words.idf.length], data: words.idf },
      'letters.idf': { shape: [letters.idf.length], data: letters.idf },
      'pca.components': { shape: [pca.features, pca.dimensions], data: pca.components },
      'pca.mean': { shape: [pca.dimensions], data: pca.meanProjection },
    },
  };
}

function damaged(what: string): PlumblineError {
  return new PlumblineError('DAMAGED', `The lexical model is not whole: ${what}.`, {
    remedy: 'Train the version anew.',
  });
}

function need(arrays: Record<string, NamedArray>, name: string): NamedArray['data'] {
  const array = arrays[name];
  if (array === undefined) throw damaged(`it has no array "${name}"`);
  return array.data;
}

const asFloat32 = (data: NamedArray['data']): Float32Array =>
  data instanceof Float32Array ? data : Float32Array.from(data);

/** The opposite of `lexicalToArrays`. Throws DAMAGED, naming the missing or misshapen array. */
export function lexicalFromArrays(
  description: LexicalDescription,
  arrays: Record<string, NamedArray>,
): LexicalModel {
  const tfidf = (name: 'words' | 'letters'): TfidfModel => {
    const idf = Float64Array.from(need(arrays, `${name}.idf`));
    const { options, features } = description[name];
    if (idf.length !== features.length) throw damaged(`"${name}.idf" does not fit its features`);
    return { options, features, idf };
  };
  const words = tfidf('words');
  const letters = tfidf('letters');
  const features = words.features.length + letters.features.length;
  const components = asFloat32(need(arrays, 'pca.components'));
  const { dimensions, explainedVariance, totalVariance } = description;
  if (components.length !== features * dimensions) {
    throw damaged('"pca.components" does not fit its features');
  }
  const meanProjection = asFloat32(need(arrays, 'pca.mean'));
  if (meanProjection.length !== dimensions) throw damaged('"pca.mean" does not fit its size');
  return {
    words,
    letters,
    pca: { features, dimensions, components, meanProjection, explainedVariance, totalVariance },
  };
}
