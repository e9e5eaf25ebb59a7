import type { Split } from '#core/contract/common.ts';
import type { Entry, Judgment, JudgmentSource } from '#core/contract/data.ts';
import { normaliseText } from '#core/text/normalise.ts';

/** A query with everything that was decided about it. */
export interface JudgedQuery {
  /** As first written; the name of the query in rankings and reports. */
  query: string;
  normalised: string;
  /** What to search with: the query, or the terms of the entry that it names. */
  texts: readonly string[];
  /** Key of the entry that the query names, or null for free text. */
  self: string | null;
  split: Split;
  /** The first of its near-identical queries: they stay together. */
  group: string;
  /** Keys judged right and wrong. */
  yes: string[];
  no: string[];
  /** Keys whose judgment was chosen by what the matcher showed: they teach, but set no threshold. */
  chosen: Set<string>;
  /** The same text is a term of the dictionary. */
  leaked: boolean;
}

export interface JudgedQueryInput {
  entries: readonly Entry[];
  /** One for each pair that has a decision. */
  judgments: readonly Judgment[];
  splitOf(normalisedQuery: string): { split: Split; group: string };
}

/** Sources whose judgments were not chosen by a score. */
const REPRESENTATIVE: ReadonlySet<JudgmentSource> = new Set(['import', 'audit']);

/** Most texts of an entry that stand for it when it is the query. */
const MOST_TEXTS = 8;

/**
 * Gathers judgments by query. Judgments on keys that no entry has are left out; two spellings with the same normalised
 * form are one query.
 */
export function gatherQueries({ entries, judgments, splitOf }: JudgedQueryInput): JudgedQuery[] {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const terms = new Set(entries.flatMap((entry) => entry.terms.map(normaliseText)));
  const queries = new Map<string, JudgedQuery>();
  for (const { query, key, verdict, source } of judgments) {
    if (!byKey.has(key)) continue;
    const normalised = normaliseText(query);
    const known = queries.get(normalised) ?? newQuery(query, normalised);
    queries.set(normalised, known);
    known[verdict].push(key);
    if (!REPRESENTATIVE.has(source)) known.chosen.add(key);
  }
  return [...queries.values()];

  function newQuery(query: string, normalised: string): JudgedQuery {
    const self = byKey.has(query) ? query : null;
    const own = byKey.get(query)?.terms ?? [];
    const texts = own.length > 0 ? own.slice(0, MOST_TEXTS) : [query];
    const leaked = self === null && terms.has(normalised);
    const place = splitOf(normalised);
    return { query, normalised, texts, self, ...place, yes: [], no: [], chosen: new Set(), leaked };
  }
}
