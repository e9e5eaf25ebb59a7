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
  /** The open model in it, as its files have it; null where there is none. */
  base: Embedder | null;
  stored: StoredEmbedder;
  space: Space;
}

/** A way to build the index: with or without the terms learnt from train queries, with or without learnt vectors. */
export interface Variant {
  learnt: boolean;
  /** Its vectors were learnt from judgments: by an adapter, tuned tokens, or both. */
  adapted: boolean;
  dictionary: EmbeddedDictionary;
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

/** Makes variants, and keeps them until it is closed. */
export interface VariantShelf {
  /** Indexes a dictionary in memory, without and with what was learnt; the second only where there is something learnt. */
  prepare(dictionary: EmbeddedDictionary): Promise<[Variant, ...Variant[]]>;
  /** Indexes it in one way alone. */
  prepareOne(dictionary: EmbeddedDictionary, learnt: boolean): Promise<Variant>;
  /** Closes their scans. */
  close(): Promise<void>;
}

export function variantShelf({ analysis, intraOpThreads, context }: PrepareOptions): VariantShelf {
  const open: Variant[] = [];
  const prepareOne = async (dictionary: EmbeddedDictionary, learnt: boolean): Promise<Variant> => {
    const { rows, vectors, embedder, space, stored } = dictionary;
    const whole = { ...rows, vectors, dimensions: space.dimensions };
    const table = learnt ? whole : plainTable(dictionary);
    const embed = (texts: readonly string[]) => embedQueries(embedder, texts);
    const options = { analysis, embed, intraOpThreads, breathe: context.breathe };
    const built = await buildMatchIndex({ table, ...options });
    const adapted = stored.adapter !== null || stored.tokens !== null;
    const variant = { learnt, adapted, dictionary, table, ...built };
    open.push(variant);
    return variant;
  };
  return {
    prepareOne,
    async prepare(dictionary) {
      const plain = await prepareOne(dictionary, false);
      const more = plain.table.terms.length < dictionary.rows.terms.length;
      return more ? [plain, await prepareOne(dictionary, true)] : [plain];
    },
    async close() {
      for (const { index } of open.splice(0)) await index.scan.close();
    },
  };
}
