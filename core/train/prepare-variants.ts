import type { Space } from '#core/contract/versions.ts';
import type { Embedder } from '#core/embed/embedder.ts';
import type { TermTable } from '#core/index/term-table.ts';
import { buildMatchIndex } from '#core/match/build-index.ts';
import type { MatchArrays, MatchIndex } from '#core/match/match-index.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import type { TextAnalysis } from '#core/text/language.ts';
import { embedQueries } from './embed-queries.ts';
import type { StoredEmbedder } from './stored-embedder.ts';
import type { TermRows } from './term-rows.ts';

/** A dictionary with its vectors, ready to be indexed. */
export interface EmbeddedDictionary {
  rows: TermRows;
  /** [rows × dimensions] */
  vectors: Float32Array;
  /** Embeds queries in the same space. */
  embedder: Embedder;
  stored: StoredEmbedder;
  space: Space;
}

/** A way to build the index: with or without the terms learnt from train queries. */
export interface Variant {
  learnt: boolean;
  index: MatchIndex;
  /** What the index was made of. */
  table: TermTable;
  arrays: MatchArrays;
}

/** The table without the terms that were learnt from queries: they stand at its end. */
function plainTable({ rows, vectors, space }: EmbeddedDictionary): TermTable {
  const first = rows.learntFrom.findIndex((source) => source !== null);
  const count = first < 0 ? rows.terms.length : first;
  return {
    keys: rows.keys,
    names: rows.names,
    terms: rows.terms.slice(0, count),
    entryOf: rows.entryOf.slice(0, count),
    learntFrom: rows.learntFrom.slice(0, count),
    vectors: vectors.subarray(0, count * space.dimensions),
    dimensions: space.dimensions,
  };
}

export interface PrepareOptions {
  analysis: TextAnalysis;
  intraOpThreads: number;
  context: JobContext;
}

/**
 * Indexes the dictionary in memory, without and with what was learnt; the second only where there is something learnt.
 * The caller closes their scans.
 */
export async function prepareVariants(
  dictionary: EmbeddedDictionary,
  { analysis, intraOpThreads, context }: PrepareOptions,
): Promise<[Variant, ...Variant[]]> {
  const { rows, vectors, embedder, space } = dictionary;
  const plain = plainTable(dictionary);
  const embed = (texts: readonly string[]) => embedQueries(embedder, texts);
  const build = async (table: TermTable, learnt: boolean): Promise<Variant> => {
    const options = { analysis, embed, intraOpThreads, breathe: context.breathe };
    return { learnt, table, ...(await buildMatchIndex({ table, ...options })) };
  };
  const first = await build(plain, false);
  if (plain.terms.length === rows.terms.length) return [first];
  try {
    return [first, await build({ ...rows, vectors, dimensions: space.dimensions }, true)];
  } catch (error) {
    await first.index.scan.close();
    throw error;
  }
}
