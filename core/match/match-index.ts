import { createExactScan, type ExactScan } from '#core/index/exact-scan.ts';
import { invertRows, type SparsePostings } from '#core/index/sparse-index.ts';
import type { TermTable } from '#core/index/term-table.ts';
import { words } from '#core/text/analyse.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { type TfidfModel, type Vectorize, vectorizer } from '#core/text/tfidf.ts';
import { buildEntryWords, type EntryWords } from './entry-words.ts';
import { initials } from './term-similarity.ts';
import { tieRanks } from './top-entries.ts';

/** A TF-IDF space with the terms of a version in it. */
export interface SparseLeg {
  vectorize: Vectorize;
  postings: SparsePostings;
}

/** Everything that candidates and evidence are computed from. */
export interface MatchIndex {
  table: TermTable;
  /** Texts -> vectors [n × dimensions]. */
  embed(texts: readonly string[]): Promise<Float32Array>;
  scan: ExactScan;
  letters: SparseLeg;
  words: SparseLeg;
  entryWords: EntryWords;
  /** [entries × dimensions] sum of the entry's term vectors. */
  sums: Float32Array;
  /** [rows] */
  normalised: string[];
  /** Normalised text -> rows that are exactly it. */
  equalRows: Map<string, number[]>;
  /** Initials of a term's words -> its rows. */
  initialRows: Map<string, number[]>;
  /** [entries] rank of each key in descending order. */
  tieRank: Uint32Array;
  /** Number of an entry by its key. */
  entryNumber: ReadonlyMap<string, number>;
}

export interface MatchIndexParts {
  table: TermTable;
  letters: TfidfModel;
  words: TfidfModel;
  embed: MatchIndex['embed'];
  intraOpThreads: number;
  breathe?: () => Promise<void>;
}

/** Words of a text without repeats, in the form that evidence compares. */
export const distinctWords = (text: string): string[] => [...new Set(words(normaliseText(text)))];

/** Prepares the terms of a version for matching. The caller closes `scan`. */
export async function buildMatchIndex(parts: MatchIndexParts): Promise<MatchIndex> {
  const { table, breathe = async () => {} } = parts;
  const normalised = table.terms.map(normaliseText);
  await breathe();
  const rowWords = table.terms.map(distinctWords);
  await breathe();
  return {
    table,
    embed: parts.embed,
    scan: await createExactScan(table.vectors, table.dimensions, parts.intraOpThreads),
    letters: await sparseLeg(parts.letters, table.terms, breathe),
    words: await sparseLeg(parts.words, table.terms, breathe),
    entryWords: buildEntryWords(rowWords, table.entryOf, table.keys.length),
    sums: entrySums(table),
    normalised,
    equalRows: rowsBy(normalised),
    initialRows: rowsBy(rowWords.map(initials)),
    tieRank: tieRanks(table.keys),
    entryNumber: new Map(table.keys.map((key, number) => [key, number])),
  };
}

async function sparseLeg(
  model: TfidfModel,
  terms: readonly string[],
  breathe: () => Promise<void>,
): Promise<SparseLeg> {
  const vectorize = vectorizer(model);
  const rows = [];
  for (const term of terms) {
    rows.push(vectorize(term));
    if (rows.length % 256 === 0) await breathe();
  }
  return { vectorize, postings: invertRows(rows, model.features.length) };
}

function entrySums({ vectors, entryOf, keys, dimensions }: TermTable): Float32Array {
  const sums = new Float32Array(keys.length * dimensions);
  for (let row = 0; row < entryOf.length; row += 1) {
    const into = (entryOf[row] as number) * dimensions;
    for (let c = 0; c < dimensions; c += 1) {
      sums[into + c] = (sums[into + c] as number) + (vectors[row * dimensions + c] as number);
    }
  }
  return sums;
}

/** Rows by a text of theirs; rows with an empty text are left out. */
function rowsBy(texts: readonly string[]): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  for (let row = 0; row < texts.length; row += 1) {
    const text = texts[row] ?? '';
    if (text === '') continue;
    const known = rows.get(text);
    if (known) known.push(row);
    else rows.set(text, [row]);
  }
  return rows;
}
