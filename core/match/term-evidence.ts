import type { EvidenceName } from './evidence.ts';
import { distinctWords, type MatchIndex } from './match-index.ts';
import type { QueryScores } from './score-query.ts';
import { jaccard, jaroWinkler, numberWords } from './term-similarity.ts';

/** Cosine of the query with the mean of the entry's terms, hidden ones left out; 0 where none is left. */
export function entryCosine(
  { table: { dimensions }, sums }: MatchIndex,
  { hidden, vector }: Pick<QueryScores, 'hidden' | 'vector'>,
  entry: number,
): number {
  const start = entry * dimensions;
  const sum = hidden.sums.get(entry) ?? sums.subarray(start, start + dimensions);
  let product = 0;
  let squares = 0;
  for (let c = 0; c < dimensions; c += 1) {
    const value = sum[c] as number;
    product += value * (vector[c] as number);
    squares += value * value;
  }
  return squares > 1e-12 ? product / Math.sqrt(squares) : 0;
}

type TermEvidenceName = Extract<
  EvidenceName,
  'termOverlap' | 'termCoverage' | 'editSimilarity' | 'numbersShared' | 'numbersDiffer'
>;

/** What the term of a row says word by word and letter by letter; -1: the entry shows no term. */
export function termEvidence(
  index: Pick<MatchIndex, 'normalised'>,
  { normalised, words, idf }: Pick<QueryScores, 'normalised' | 'words' | 'idf'>,
  row: number,
): Record<TermEvidenceName, number> {
  const text = index.normalised[row];
  const term = text === undefined ? [] : distinctWords(text);
  const has = new Set(term);
  const total = idf.reduce((sum, weight) => sum + weight, 0);
  const covered = words.reduce((sum, word, i) => sum + (has.has(word) ? (idf[i] ?? 0) : 0), 0);
  const numbers = numberWords(words);
  const shared = numbers.filter((word) => has.has(word)).length;
  return {
    termOverlap: jaccard(words, term),
    termCoverage: total > 0 ? covered / total : 0,
    editSimilarity: text === undefined ? 0 : jaroWinkler(normalised, text),
    numbersShared: numbers.length === 0 ? 0 : shared / numbers.length,
    numbersDiffer: numbers.length + numberWords(term).length - 2 * shared,
  };
}
