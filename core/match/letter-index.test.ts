import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitTfidf, vectorizer } from '#core/text/tfidf.ts';
import { buildLetters } from './build-letters.ts';
import { letterIndex, queryLetters, scoreLetters } from './letter-index.ts';

const word = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', '名', '🦄'),
  minLength: 1,
  maxLength: 6,
});
const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));

/** Cosines by scikit-learn's definition, computed vector by vector. */
function expectedScores(own: readonly string[], rows: readonly string[], query: string) {
  const options = { analyser: 'char_wb', ngramRange: [2, 4], minimumWordLength: 1 } as const;
  const vectorize = vectorizer(fitTfidf(own, options));
  const asked = vectorize(query);
  const weights = new Map(
    Array.from(asked.indices, (feature, i) => [feature, asked.values[i] ?? 0]),
  );
  const scores = rows.map((row) => {
    const { indices, values } = vectorize(row);
    return indices.reduce(
      (sum, feature, i) => sum + (weights.get(feature) ?? 0) * (values[i] ?? 0),
      0,
    );
  });
  return { scores, known: asked.known };
}

async function scoresOf(rows: readonly string[], own: number, query: string) {
  const arrays = await buildLetters(
    rows.length,
    (row) => rows[row] ?? '',
    (row) => row < own,
    async () => {},
  );
  const index = letterIndex(arrays);
  const { tokenScores, known } = queryLetters(index, query, new Float32Array(index.tokens));
  const scores = new Float32Array(rows.length);
  scoreLetters(index, tokenScores, scores);
  return { scores, known };
}

it('equals TF-IDF of whole rows, also of rows that taught nothing', async () => {
  const cases = fc.tuple(fc.array(text, { minLength: 1, maxLength: 12 }), fc.nat(), text);
  await fc.assert(
    fc.asyncProperty(cases, async ([rows, cut, query]) => {
      const own = 1 + (cut % rows.length);
      const expected = expectedScores(rows.slice(0, own), rows, query);
      const found = await scoresOf(rows, own, query);
      expect(found.known).toBeCloseTo(expected.known, 12);
      expected.scores.forEach((score, row) => {
        expect(found.scores[row]).toBeCloseTo(score, 4);
      });
    }),
  );
});

it('forgives a typo, and knows nothing of another script', async () => {
  const rows = ['software engineer', 'registered nurse', 'head chef'];
  const { scores } = await scoresOf(rows, 3, 'softwar enginer');
  expect(scores[0]).toBeGreaterThan(0.6);
  expect(Math.max(scores[1] ?? 1, scores[2] ?? 1)).toBeLessThan(0.3);
  const other = await scoresOf(rows, 3, '看護師');
  expect([...other.scores]).toEqual([0, 0, 0]);
  expect(other.known).toBe(0);
});

it('has a score for a text of blanks, and for none', async () => {
  expect((await scoresOf(['', 'a'], 2, '  ')).scores).toEqual(new Float32Array(2));
  expect((await scoresOf([], 0, 'a')).scores).toEqual(new Float32Array(0));
});
