import type { Split } from '#core/contract/common.ts';
import type { Entry, Judgment, JudgmentSource } from '#core/contract/data.ts';
import { YES_FROM } from '#core/ingest/outcomes.ts';
import { normaliseText } from '#core/text/normalise.ts';

/** A query with everything that was decided about it. */
export interface JudgedQuery {
  /** As first written; the name of the query in rankings and reports. */
  query: string;
  normalised: string;
  /** What to search with: the query, or the terms of the entry that it names, of any collection. */
  texts: readonly string[];
  /** Key of the canonical entry that the query names; null for free text and for entries of other collections. */
  self: string | null;
  /** It is the key of an entry of another collection: the key itself is no text to learn. */
  foreign?: true;
  split: Split;
  /** The first of its near-identical queries: they stay together. */
  group: string;
  /** Keys judged right and wrong. */
  yes: string[];
  no: string[];
  /** Grade in 0..1 of each judged key, 1 and 0 where only yes or no was said; left out where nothing was graded. */
  grades?: ReadonlyMap<string, number>;
  /** Keys whose judgment was chosen by what the matcher showed: they teach, but set no threshold. */
  chosen: Set<string>;
  /** A free text that is a term of the dictionary too. */
  leaked: boolean;
}

export interface JudgedQueryInput {
  entries: readonly Entry[];
  /** Entries of the other collections, which a query may name too; of two with one key the first counts. */
  others?: readonly (readonly Entry[])[];
  /** One for each pair that has a decision. */
  judgments: readonly Judgment[];
  splitOf(normalisedQuery: string): { split: Split; group: string };
}

/** Sources whose judgments were not chosen by a score. */
const REPRESENTATIVE: ReadonlySet<JudgmentSource> = new Set(['import', 'audit']);

/** Most texts of an entry that stand for it when it is the query. */
const MOST_TEXTS = 8;

/** Key -> the last decision about it. */
type Decisions = Map<string, Pick<Judgment, 'verdict' | 'source' | 'grade'>>;

/**
 * Gathers judgments by query. Judgments on keys that no entry has are left out; two spellings with the same normalised
 * form are one query; of two judgments about the same pair the later one counts.
 */
export function gatherQueries(input: JudgedQueryInput): JudgedQuery[] {
  const { entries, judgments, others = [], splitOf } = input;
  const termsByKey = new Map(entries.map(({ key, terms }) => [key, terms]));
  const allTerms = new Set(entries.flatMap(({ terms }) => terms.map(normaliseText)));
  const queries = new Map<string, { query: string; decisions: Decisions }>();
  for (const { query, key, ...decision } of judgments) {
    if (!termsByKey.has(key)) continue;
    const normalised = normaliseText(query);
    const known = queries.get(normalised) ?? { query, decisions: new Map() };
    queries.set(normalised, known);
    known.decisions.set(key, decision);
  }
  const foreign = foreignTerms(others, new Set([...queries.values()].map(({ query }) => query)));
  return [...queries].map(([normalised, { query, decisions }]) => {
    const terms = termsByKey.get(query) ?? foreign.get(query) ?? [];
    // Judged against itself, an entry's key was meant as a text: its entry may be found.
    const self = termsByKey.has(query) && !decisions.has(query) ? query : null;
    const isForeign = foreign.has(query) && !termsByKey.has(query);
    return {
      query,
      normalised,
      texts: terms.length > 0 ? terms.slice(0, MOST_TEXTS) : [query],
      self,
      ...(isForeign ? { foreign: true } : {}),
      ...splitOf(normalised),
      ...keysOf(decisions),
      leaked: self === null && !isForeign && (allTerms.has(normalised) || decisions.has(query)),
    };
  });
}

/** Terms of the entries that are queries, by their keys. */
function foreignTerms(
  others: readonly (readonly Entry[])[],
  queries: ReadonlySet<string>,
): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const entries of others) {
    for (const { key, terms } of entries) {
      if (queries.has(key) && !found.has(key)) found.set(key, terms);
    }
  }
  return found;
}

/** A grade that says something else than the verdict does not count: the verdict is what somebody read. */
function gradeOf({ verdict, grade }: Pick<Judgment, 'verdict' | 'grade'>): number {
  const isYes = verdict === 'yes';
  return grade !== undefined && grade >= YES_FROM === isYes ? grade : Number(isYes);
}

function keysOf(decisions: Decisions): Pick<JudgedQuery, 'yes' | 'no' | 'chosen' | 'grades'> {
  const all = [...decisions];
  const judged = (wanted: Judgment['verdict']) =>
    all.filter(([, { verdict }]) => verdict === wanted).map(([key]) => key);
  const chosen = all.filter(([, { source }]) => !REPRESENTATIVE.has(source)).map(([key]) => key);
  const graded = all.some(([, { grade }]) => grade !== undefined);
  return {
    ...{ yes: judged('yes'), no: judged('no'), chosen: new Set(chosen) },
    ...(graded && { grades: new Map(all.map(([key, decision]) => [key, gradeOf(decision)])) }),
  };
}
