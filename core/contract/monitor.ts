import { z } from 'zod';
import type { Band } from './common.ts';
import { procedure } from './procedure.ts';

/** What is kept of one answer: no text, and no key. */
export interface FirstHit {
  /** Of the first hit; null where nothing was found, or no probability is given. */
  probability: number | null;
  band: Band | null;
  /** Cosine of the term by which it was found; 0 where nothing was. */
  similarity: number;
  /** At least half the words of the query are in no term of the dictionary. */
  outOfVocabulary: boolean;
}

/** What one version answered in one day, in numbers alone: no text is kept. */
export const DayCounts = z.object({
  /** UTC, yyyy-mm-dd. */
  day: z.string(),
  version: z.string(),
  /** What was typed in one go counts as one search. */
  searches: z.number().int(),
  /** Texts of matched tables; of equal ones within 512 rows the first. */
  rows: z.number().int(),
  /** Of every answer to a search, in milliseconds, to within 6 %; null where there was none. */
  latency: z
    .object({ p50: z.number(), p95: z.number(), p99: z.number(), max: z.number() })
    .nullable(),
  /** Answers by the band of their first hit; `none`: nothing found, or no probability is given. */
  bands: z.object({
    accept: z.number().int(),
    review: z.number().int(),
    reject: z.number().int(),
    none: z.number().int(),
  }),
  /** First hits by probability in 20 bins of equal width. */
  scores: z.array(z.number().int()),
  /** Queries of which at least half the words are in no term of the dictionary. */
  outOfVocabulary: z.number().int(),
  /** Queries whose first hit is less similar than those of 95 % of the version's own test queries are. */
  lowSimilarity: z.number().int(),
});
export type DayCounts = z.infer<typeof DayCounts>;

/** How incoming queries differ from those that the version was measured on. */
export const Drift = z.object({
  /** Queries since that were looked at. */
  queries: z.number().int(),
  /** Population stability index over bins of the first hit's score; null where either side has too few. */
  psi: z.number().nullable(),
  outOfVocabulary: z.object({ expected: z.number(), observed: z.number() }).nullable(),
  lowSimilarity: z.object({ expected: z.number(), observed: z.number() }).nullable(),
  verdict: z.enum(['stable', 'shifting', 'shifted', 'unknown']),
  /** The verdict in a sentence, with what to do. */
  words: z.string(),
  /** Expected and observed share of each score bin, for a plot; empty where unknown. */
  bins: z.array(
    z.object({ from: z.number(), to: z.number(), expected: z.number(), observed: z.number() }),
  ),
});
export type Drift = z.infer<typeof Drift>;

export const MonitorReport = z.object({
  /** False: nothing is recorded (settings). */
  recording: z.boolean(),
  version: z.string().nullable(),
  /** Oldest first; days without any answer are left out. */
  days: z.array(DayCounts),
  drift: Drift,
  /** Records older than so many days are removed. */
  retentionDays: z.number().int(),
  /** What the records take. */
  bytes: z.number(),
  /** Why the last counts are not written yet, in words; null where they are. */
  failure: z.string().nullable().default(null),
});
export type MonitorReport = z.infer<typeof MonitorReport>;

/** The part `monitor` of the contract. */
export const monitorProcedures = {
  report: procedure
    .route({ method: 'GET', path: '/monitor' })
    /** Defaults: the version in use, the last 30 days. */
    .input(
      z.object({
        version: z.string().optional(),
        days: z.coerce.number().int().min(1).max(3650).default(30),
      }),
    )
    .output(MonitorReport),
  /** Forgets all that was recorded. */
  clear: procedure
    .route({ method: 'DELETE', path: '/monitor' })
    .output(z.object({ bytes: z.number() })),
};
