import { createExactScan } from '#core/index/exact-scan.ts';
import type { TermTable } from '#core/index/term-table.ts';
import { textLookup } from '#core/index/text-lookup.ts';
import type { TextAnalysis } from '#core/text/language.ts';
import { buildLetters } from './build-letters.ts';
import { buildWords } from './build-words.ts';
import { type MatchArrays, type MatchIndex, matchIndex } from './match-index.ts';
import { distinctWords, initials, preparer } from './prepare-text.ts';
import { packTerms } from './term-rows.ts';

/** Makes the arrays of a table; what costs time for a million terms is done once, when a version is made. */
export async function buildArrays(
  table: TermTable,
  analysis: TextAnalysis,
  breathe: () => Promise<void> = async () => {},
): Promise<MatchArrays> {
  const prepare = preparer(analysis);
  const prepared = table.terms.map(prepare);
  await breathe();
  const preparedOf = (row: number) => prepared[row] as string;
  const isOwn = (row: number) => table.learntFrom[row] === null;
  const entries = table.keys.length;
  const wordsOf = (row: number) => distinctWords(preparedOf(row), analysis);
  const rows = prepared.length;
  const arrays: MatchArrays = {
    terms: packTerms(table),
    letters: await buildLetters(rows, preparedOf, isOwn, breathe),
    words: await buildWords({ entryOf: table.entryOf, entries, wordsOf, isOwn }, breathe),
    equal: textLookup(rows, preparedOf),
    initials: textLookup(rows, (row) => initials(preparedOf(row))),
    sumNorms: sumNorms(table),
  };
  await breathe();
  return arrays;
}

/** [entries] length of the sum of each entry's vectors. */
function sumNorms({ vectors, entryOf, keys, dimensions }: TermTable): Float32Array {
  // Summed in place of the entry's order of rows, which never changes: own rows first, learnt ones last.
  const sums = new Map<number, Float64Array>();
  const norms = new Float32Array(keys.length);
  const left = new Uint32Array(keys.length);
  for (const entry of entryOf) left[entry] = (left[entry] as number) + 1;
  entryOf.forEach((entry, row) => {
    const sum = sums.get(entry) ?? new Float64Array(dimensions);
    sums.set(entry, sum);
    const start = row * dimensions;
    for (let c = 0; c < dimensions; c += 1)
      sum[c] = (sum[c] as number) + (vectors[start + c] as number);
    left[entry] = (left[entry] as number) - 1;
    if (left[entry] !== 0) return;
    norms[entry] = lengthOf(sum);
    sums.delete(entry);
  });
  return norms;
}

/** Length of a vector. */
export function lengthOf(vector: Float64Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return Math.sqrt(squares);
}

export interface BuildOptions {
  table: TermTable;
  analysis: TextAnalysis;
  embed: MatchIndex['embed'];
  intraOpThreads: number;
  breathe?: () => Promise<void>;
}

/** An index in memory with its arrays, for a training. The caller closes `scan`. */
export async function buildMatchIndex({
  table,
  analysis,
  embed,
  intraOpThreads,
  breathe,
}: BuildOptions): Promise<{ index: MatchIndex; arrays: MatchArrays }> {
  const arrays = await buildArrays(table, analysis, breathe);
  const scan = await createExactScan(table.vectors, table.dimensions, intraOpThreads);
  return { index: matchIndex({ arrays, analysis, embed, scan }), arrays };
}
