import { z } from 'zod';
import { Band, Verdict } from './common.ts';

export const SearchRequest = z
  .object({
    text: z.string().max(100_000).optional(),
    /** Search by an entry's terms instead of a text; the entry itself is left out of the results. */
    key: z.string().optional(),
    k: z.number().int().min(1).max(100).default(10),
    /** Defaults to the version in use. */
    version: z.string().optional(),
  })
  .refine((request) => (request.text === undefined) !== (request.key === undefined), {
    message: 'Give either a text or a key.',
  });
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
  /** Calibrated; null while the version has no match model. */
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

export const SearchResponse = z.object({
  version: z.string(),
  results: z.array(SearchHit),
  entries: z.number(),
  milliseconds: z.number(),
  /** Something the user should know: the version in use is not promoted, no term shares a letter … */
  notice: z.string().nullable(),
});
export type SearchResponse = z.infer<typeof SearchResponse>;

export const MatchRequest = z.object({
  texts: z.array(z.string().max(100_000)).min(1).max(1000),
  k: z.number().int().min(1).max(20).default(1),
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
