import { describe, expect, it } from 'vitest';
import { dot } from '#core/math/vectors.ts';
import { fitTfidf, type SparseVector, type TfidfOptions, vectorizer } from '#core/text/tfidf.ts';
import golden from './tfidf.json' with { type: 'json' };

/** Their parameters, as scikit-learn names them. */
interface Parameters {
  analyzer?: string;
  ngram_range?: number[];
  sublinear_tf?: boolean;
  stop_words?: string[];
  strip_accents?: string;
  min_df?: number;
}

function settingsOf(given: Parameters): Partial<TfidfOptions> {
  const [shortest = 1, longest = 1] = given.ngram_range ?? [];
  return {
    analyser: given.analyzer === 'char_wb' ? 'char_wb' : 'word',
    ngramRange: [shortest, longest],
    sublinear: given.sublinear_tf ?? false,
    stopWords: given.stop_words ?? [],
    stripAccents: given.strip_accents === 'unicode',
    minimumDocuments: given.min_df ?? 1,
  };
}

/** Within 1e-6, key by key; the same keys. */
function expectClose(ours: Record<string, number>, theirs: Record<string, number | undefined>) {
  expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
  for (const [name, value] of Object.entries(theirs)) {
    expect(Math.abs((ours[name] ?? Number.NaN) - (value ?? Number.NaN)), name).toBeLessThan(1e-6);
  }
}

describe.each(golden.cases)('scikit-learn TfidfVectorizer, $name', (theirs) => {
  const model = fitTfidf(golden.documents, settingsOf(theirs.params));
  const vectorize = vectorizer(model);
  const named = ({ indices, values }: SparseVector) =>
    Object.fromEntries(Array.from(indices, (feature, i) => [model.features[feature], values[i]]));

  it('inverse document frequencies', () => {
    const ours = model.features.map((feature, number) => [feature, model.idf[number]]);
    expectClose(Object.fromEntries(ours), theirs.idf);
  });

  it('vectors', () => {
    expect(theirs.vectors).toHaveLength(golden.documents.length);
    theirs.vectors.forEach((vector, i) => {
      expectClose(named(vectorize(golden.documents[i] ?? '')), vector);
    });
  });

  it('cosines with a query', () => {
    const dense = ({ indices, values }: SparseVector) => {
      const row = new Float64Array(model.features.length);
      indices.forEach((feature, i) => {
        row[feature] = values[i] ?? Number.NaN;
      });
      return row;
    };
    const query = dense(vectorize(theirs.query));
    const cosines = golden.documents.map((document) => dot(query, dense(vectorize(document))));
    expectClose(
      Object.fromEntries(cosines.entries()),
      Object.fromEntries(theirs.query_cosine.entries()),
    );
  });
});
