import { listAt, type NumberLists, numberLists } from '#core/index/number-lists.ts';
import { textColumn } from '#core/index/text-column.ts';
import { hasDigit, type WordArrays } from './word-index.ts';

export interface WordRows {
  /** [rows] */
  entryOf: Uint32Array;
  entries: number;
  /** Words of a row without repeats. */
  wordsOf(row: number): string[];
  /** Is the row of the dictionary itself, not learnt? */
  isOwn(row: number): boolean;
}

/** Indexes the words of rows. Document frequencies are those of the dictionary's own rows, whatever is learnt later. */
export async function buildWords(
  { entryOf, entries, wordsOf, isOwn }: WordRows,
  breathe: () => Promise<void>,
): Promise<WordArrays> {
  const numberOf = new Map<string, number>();
  const rowsWith: number[] = [];
  const lists: number[][] = [];
  let own = 0;
  for (let row = 0; row < entryOf.length; row += 1) {
    const numbers = wordsOf(row).map((word) => {
      const known = numberOf.get(word);
      if (known !== undefined) return known;
      numberOf.set(word, rowsWith.length);
      return rowsWith.push(0) - 1;
    });
    lists.push(numbers);
    if (isOwn(row)) {
      own += 1;
      for (const word of numbers) rowsWith[word] = (rowsWith[word] as number) + 1;
    }
    if (row % 1024 === 0) await breathe();
  }
  const rowWords = numberLists(lists);
  const idf = Float32Array.from(rowsWith, (df) =>
    df === 0 ? 0 : Math.log((1 + own) / (1 + df)) + 1,
  );
  const words = [...numberOf.keys()];
  return {
    words: textColumn(words),
    digits: Uint8Array.from(words, (word) => Number(hasDigit(word))),
    idf,
    rowWords,
    inverseNorms: inverseNorms(rowWords, idf),
    ...namedEntries(rowWords, entryOf, words.length),
    lengths: lengthsOf(rowWords, entryOf, entries),
  };
}

function inverseNorms(rowWords: NumberLists, idf: Float32Array): Float32Array {
  const norms = new Float32Array(rowWords.offsets.length - 1);
  for (let row = 0; row < norms.length; row += 1) {
    let squares = 0;
    for (const word of listAt(rowWords, row)) squares += (idf[word] as number) ** 2;
    norms[row] = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  }
  return norms;
}

function lengthsOf({ offsets }: NumberLists, entryOf: Uint32Array, entries: number): Uint32Array {
  const lengths = new Uint32Array(entries);
  entryOf.forEach((entry, row) => {
    const own = (offsets[row + 1] as number) - (offsets[row] as number);
    lengths[entry] = (lengths[entry] as number) + own;
  });
  return lengths;
}

/** word -> entries with the number of rows that have it, entries in the order in which they first do. */
function namedEntries(
  { offsets, values }: NumberLists,
  entryOf: Uint32Array,
  words: number,
): Pick<WordArrays, 'postings' | 'counts'> {
  const byWord = Array.from({ length: words }, () => new Map<number, number>());
  entryOf.forEach((entry, row) => {
    for (const word of values.subarray(offsets[row], offsets[row + 1])) {
      const counts = byWord[word] as Map<number, number>;
      counts.set(entry, (counts.get(entry) ?? 0) + 1);
    }
  });
  return {
    postings: numberLists(byWord.map((counts) => [...counts.keys()])),
    counts: Uint32Array.from(byWord.flatMap((counts) => [...counts.values()])),
  };
}
