import { z } from 'zod';
import { Band, Verdict } from './common.ts';
import { CANONICAL, JudgmentRow } from './data.ts';

/** How the entries found are ordered: by the match model (or fused ranks), by the vectors alone, by the letters alone. */
export const SearchMode = z.enum(['hybrid', 'meaning', 'letters']);
export type SearchMode = z.infer<typeof SearchMode>;

const FieldValue = z.union([z.string().max(1000), z.number(), z.boolean()]);

/** One condition on a field of the entries; several are joined by "and". */
export const FieldFilter = z.discriminatedUnion('op', [
  /** The field has one of these values; a list field has one of them among its own. */
  z.object({ field: z.string(), op: z.literal('is'), values: z.array(FieldValue).min(1).max(200) }),
  z.object({
    field: z.string(),
    op: z.literal('not'),
    values: z.array(FieldValue).min(1).max(200),
  }),
  /** Inclusive; at least one of both is given. */
  z.object({
    field: z.string(),
    op: z.literal('range'),
    from: z.number().optional(),
    to: z.number().optional(),
  }),
]);
export type FieldFilter = z.infer<typeof FieldFilter>;

/** What to search with, and where: shared by a search, its explanation and a query by key. */
const asked = {
  text: z.string().max(100_000).optional(),
  /** Search by an entry's terms instead of a text; within its own collection the entry itself is left out. */
  key: z.string().optional(),
  /** The collection that has `key`. */
  collection: z.string().default(CANONICAL),
  /** The collection that is searched. */
  in: z.string().default(CANONICAL),
  /** Defaults to the version in use. */
  version: z.string().optional(),
};
const textOrKey = (request: { text?: string | undefined; key?: string | undefined }) =>
  (request.text === undefined) !== (request.key === undefined);
const TEXT_OR_KEY = { message: 'Give either a text or a key.' };

export const SearchRequest = z
  .object({
    ...asked,
    k: z.number().int().min(1).max(100).default(10),
    mode: SearchMode.default('hybrid'),
    /** Applied before anything is scored; an entry's score does not depend on them. */
    filters: z.array(FieldFilter).max(20).default([]),
  })
  .refine(textOrKey, TEXT_OR_KEY);
export type SearchRequest = z.input<typeof SearchRequest>;

/** One piece of evidence and what it adds to the log-odds. */
export const Contribution = z.object({ name: z.string(), value: z.number(), logOdds: z.number() });
export type Contribution = z.infer<typeof Contribution>;

export const SearchHit = z.object({
  key: z.string(),
  /** The entry's name: its first term. */
  name: z.string(),
  /** The term that matched best. */
  term: z.string(),
  /** Was that term learnt from a judgment? */
  learnt: z.boolean(),
  /** Calibrated; null while the version has no match model, and outside the canonical collection. */
  probability: z.number().nullable(),
  band: Band.nullable(),
  /** Cosine of the best term's vector, [-1, 1]. */
  semantic: z.number(),
  /** Cosine of the best term's character n-grams, [0, 1]. */
  lexical: z.number(),
  contributions: z.array(Contribution),
  /** What somebody already said of this query and entry. */
  judged: Verdict.nullable(),
  judgmentId: z.string().nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;

/** How the nearest vectors were found. */
export const ScanReport = z.object({
  /** Every vector was compared. */
  exact: z.boolean(),
  /** Share of the true ten nearest that the approximate index found on a sample, [0, 1]; null where the scan is exact. */
  recall: z.number().nullable(),
});
export type ScanReport = z.infer<typeof ScanReport>;

export const SearchResponse = z.object({
  version: z.string(),
  results: z.array(SearchHit),
  /** Entries of the collection that was searched, before filters. */
  entries: z.number(),
  /** Entries that the filters leave. */
  admitted: z.number(),
  milliseconds: z.number(),
  scan: ScanReport,
  /** Something the user should know: the version in use is not promoted, no term shares a letter … */
  notice: z.string().nullable(),
});
export type SearchResponse = z.infer<typeof SearchResponse>;

/** Asks why one entry was found, or would not be. */
export const ExplainRequest = z
  .object({ ...asked, entry: z.string() })
  .refine(textOrKey, TEXT_OR_KEY);
export type ExplainRequest = z.input<typeof ExplainRequest>;

/** A hit in a few words. */
export const HitSummary = SearchHit.pick({ key: true, name: true, probability: true, band: true });
export type HitSummary = z.infer<typeof HitSummary>;

export const Explanation = z.object({
  version: z.string(),
  hit: SearchHit,
  /** Its place without filters, from 1; null where it was not among the candidates. */
  rank: z.number().int().nullable(),
  /** Every piece of evidence by its own name, with its group's. */
  evidence: z.array(Contribution.extend({ group: z.string() })),
  /** The best other entry. */
  runnerUp: HitSummary.nullable(),
  /** This entry's log-odds less the runner-up's; null without a match model. */
  margin: z.number().nullable(),
  /** What other versions say of the same query: the promoted one, this one's parent, the newest. */
  others: z.array(
    z.object({
      version: z.string(),
      first: HitSummary.nullable(),
      /** This entry's place there, from 1; null where it was not among the candidates. */
      rank: z.number().int().nullable(),
      agrees: z.boolean(),
      /** Why it could not be asked; null where it could. */
      failure: z.string().nullable(),
    }),
  ),
});
export type Explanation = z.infer<typeof Explanation>;

/** Everything about one entry. */
export const EntryView = z.object({
  key: z.string(),
  collection: z.string(),
  name: z.string(),
  /** The first 500, learnt ones last. */
  terms: z.array(z.object({ term: z.string(), learnt: z.boolean() })),
  termCount: z.number().int(),
  fields: z.record(z.string(), z.unknown()),
  /** Newest first, at most 200. */
  judgments: z.array(JudgmentRow),
  judgmentCount: z.object({ yes: z.number().int(), no: z.number().int() }),
  /** Test queries of the version that have it among their first ten, best rank first, at most 100. */
  reachedBy: z.array(
    z.object({ query: z.string(), rank: z.number().int(), judged: Verdict.nullable() }),
  ),
  reachedByCount: z.number().int(),
  /** The version that `reachedBy` and learnt terms come from; null where there is none. */
  version: z.string().nullable(),
});
export type EntryView = z.infer<typeof EntryView>;

/** A field that entries of a collection have, for building filters. */
export const FieldSummary = z.object({
  field: z.string(),
  type: z.enum(['text', 'number', 'boolean']),
  /** Entries that have it. */
  entries: z.number().int(),
  /** Most frequent values first, at most 100; empty for numbers with more. */
  values: z.array(z.object({ value: FieldValue, entries: z.number().int() })),
  distinct: z.number().int(),
  min: z.number().nullable(),
  max: z.number().nullable(),
});
export type FieldSummary = z.infer<typeof FieldSummary>;

export const MatchRequest = z.object({
  texts: z.array(z.string().max(100_000)).min(1).max(1000),
  k: z.number().int().min(1).max(20).default(1),
  in: z.string().default(CANONICAL),
  version: z.string().optional(),
});
export type MatchRequest = z.input<typeof MatchRequest>;

export const MatchHit = SearchHit.pick({
  key: true,
  name: true,
  term: true,
  probability: true,
  band: true,
  semantic: true,
  lexical: true,
});
export type MatchHit = z.infer<typeof MatchHit>;

export const MatchResponse = z.object({ version: z.string(), rows: z.array(z.array(MatchHit)) });
export type MatchResponse = z.infer<typeof MatchResponse>;
