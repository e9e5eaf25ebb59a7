import type { Space } from '#core/contract/versions.ts';
import type { Embedder } from '#core/embed/embedder.ts';
import type { TermTable } from '#core/index/term-table.ts';
import { fitLegs, type LegModels } from '#core/match/legs.ts';
import { buildMatchIndex, type MatchIndex } from '#core/match/match-index.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { embedQueries } from './embed-queries.ts';
import type { Variant } from './learn-match-model.ts';
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

/** The table without the terms that were learnt from queries: they stand at its end. */
function plainTable({ rows, vectors, space }: EmbeddedDictionary): TermTable {
  const first = rows.learntFrom.findIndex((source) => source !== null);
  const count = first < 0 ? rows.terms.length : first;
  return {
    keys: rows.keys,
    terms: rows.terms.slice(0, count),
    entryOf: rows.entryOf.slice(0, count),
    learntFrom: rows.learntFrom.slice(0, count),
    vectors: vectors.slice(0, count * space.dimensions),
    dimensions: space.dimensions,
  };
}

export interface PreparedVariants {
  legs: LegModels;
  /** The plain one first; the learnt one only where there is something learnt. */
  variants: [Variant, ...Variant[]];
}

/** Indexes the dictionary in memory, without and with what was learnt. The caller closes their scans. */
export async function prepareVariants(
  dictionary: EmbeddedDictionary,
  intraOpThreads: number,
  context: JobContext,
): Promise<PreparedVariants> {
  const { rows, vectors, embedder, space } = dictionary;
  const plain = plainTable(dictionary);
  const legs = fitLegs(plain.terms);
  const embed = (texts: readonly string[]) => embedQueries(embedder, texts);
  const build = (table: TermTable): Promise<MatchIndex> =>
    buildMatchIndex({ table, ...legs, embed, intraOpThreads, breathe: context.breathe });
  const first: Variant = { learnt: false, index: await build(plain) };
  if (plain.terms.length === rows.terms.length) return { legs, variants: [first] };
  try {
    const full = await build({ ...rows, vectors, dimensions: space.dimensions });
    return { legs, variants: [first, { learnt: true, index: full }] };
  } catch (error) {
    await first.index.scan.close();
    throw error;
  }
}
