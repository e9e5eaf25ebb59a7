import { listAt, type NumberLists, positionsOf } from '#core/index/number-lists.ts';
import { textColumn } from '#core/index/text-column.ts';
import { charWbNgrams } from '#core/text/analyse.ts';
import { type LetterArrays, NGRAM_RANGE, type RowTokens } from './letter-index.ts';
import { tokensOf } from './prepare-text.ts';

/**
 * Indexes prepared rows. What is learnt from rows (n-grams, idf) is learnt from the dictionary's own alone, so that it
 * stays the same whatever terms are learnt later.
 */
export async function buildLetters(
  rows: number,
  preparedOf: (row: number) => string,
  isOwn: (row: number) => boolean,
  breathe: () => Promise<void>,
): Promise<LetterArrays> {
  const vocabulary = letterVocabulary();
  const offsets = new Uint32Array(rows + 1);
  const tokens: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (const token of tokensOf(preparedOf(row)))
      tokens.push(vocabulary.add(token, row, isOwn(row)));
    offsets[row + 1] = tokens.length;
    if (row % 1024 === 0) await breathe();
  }
  const rowTokens = { offsets, values: Uint32Array.from(tokens) };
  return vocabulary.finish(rowTokens);
}

/** Numbers tokens and n-grams as they come, and counts the own rows that have each n-gram. */
function letterVocabulary() {
  const tokenNumbers = new Map<string, number>();
  const tokenTexts: string[] = [];
  const ngramNumbers = new Map<string, number>();
  const rowsWith: number[] = [];
  const lastRow: number[] = [];
  let ownRows = 0;
  let lastOwn = -1;

  function count(ngram: string, row: number): void {
    const number = ngramNumbers.get(ngram) ?? ngramNumbers.size;
    if (number === rowsWith.length) {
      ngramNumbers.set(ngram, number);
      rowsWith.push(0);
      lastRow.push(-1);
    }
    if (lastRow[number] === row) return;
    lastRow[number] = row;
    rowsWith[number] = (rowsWith[number] as number) + 1;
  }

  return {
    add(token: string, row: number, own: boolean): number {
      if (own && row !== lastOwn) {
        lastOwn = row;
        ownRows += 1;
      }
      if (own) for (const ngram of charWbNgrams(token, NGRAM_RANGE)) count(ngram, row);
      const known = tokenNumbers.get(token);
      if (known !== undefined) return known;
      tokenNumbers.set(token, tokenTexts.length);
      tokenTexts.push(token);
      return tokenTexts.length - 1;
    },
    finish(rowTokens: NumberLists): LetterArrays {
      const idf = Float32Array.from(rowsWith, (df) => Math.log((1 + ownRows) / (1 + df)) + 1);
      const tokenNgrams = tokenTexts.map((token) =>
        charWbNgrams(token, NGRAM_RANGE).flatMap((ngram) => ngramNumbers.get(ngram) ?? []),
      );
      return {
        ngrams: textColumn([...ngramNumbers.keys()]),
        idf,
        ...invert(tokenNgrams, idf.length),
        rowTokens: byLength(rowTokens),
        inverseNorms: inverseNorms(rowTokens, tokenNgrams, idf),
      };
    },
  };
}

/** The same lists, the shortest first. */
function byLength({ offsets, values }: NumberLists): RowTokens {
  const lengths = Uint32Array.from(
    { length: offsets.length - 1 },
    (_, row) => (offsets[row + 1] as number) - (offsets[row] as number),
  );
  const most = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  const groups = positionsOf(lengths, most + 1);
  const tokens = new Uint32Array(values.length);
  let at = 0;
  for (const row of groups.values) {
    tokens.set(listAt({ offsets, values }, row), at);
    at += lengths[row] as number;
  }
  return { rows: groups.values, starts: groups.offsets, tokens };
}

/** Token -> n-grams with repeats, turned into n-gram -> tokens with counts. */
function invert(tokenNgrams: readonly (readonly number[])[], ngrams: number) {
  const counted = tokenNgrams.map(countEach);
  const offsets = new Uint32Array(ngrams + 1);
  for (const counts of counted) {
    for (const ngram of counts.keys()) offsets[ngram + 1] = (offsets[ngram + 1] as number) + 1;
  }
  for (let n = 0; n < ngrams; n += 1)
    offsets[n + 1] = (offsets[n + 1] as number) + (offsets[n] as number);
  const next = offsets.slice();
  const values = new Uint32Array(offsets[ngrams] ?? 0);
  const counts = new Uint8Array(values.length);
  counted.forEach((own, token) => {
    for (const [ngram, count] of own) {
      const place = next[ngram] as number;
      next[ngram] = place + 1;
      values[place] = token;
      counts[place] = Math.min(255, count);
    }
  });
  return { postings: { offsets, values }, counts };
}

function countEach(numbers: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

function inverseNorms(
  { offsets, values }: NumberLists,
  tokenNgrams: readonly (readonly number[])[],
  idf: Float32Array,
): Float32Array {
  const norms = new Float32Array(offsets.length - 1);
  const counts = new Uint32Array(idf.length);
  for (let row = 0; row < norms.length; row += 1) {
    const tokens = values.subarray(offsets[row], offsets[row + 1]);
    let squares = 0;
    for (const token of tokens) {
      for (const ngram of tokenNgrams[token] ?? []) {
        const count = counts[ngram] as number;
        // (count + 1)² - count²
        squares += (2 * count + 1) * (idf[ngram] as number) ** 2;
        counts[ngram] = count + 1;
      }
    }
    for (const token of tokens) for (const ngram of tokenNgrams[token] ?? []) counts[ngram] = 0;
    norms[row] = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  }
  return norms;
}
