import { z } from 'zod';
import { RunMode } from './common.ts';
import { LearningReport } from './learning.ts';
import { GateRule, Metrics } from './metrics.ts';

/** What a version's vectors depend on. Vectors of two spaces are never mixed. */
export const Space = z.object({
  /** Hash of everything below. */
  id: z.string(),
  embedder: z.string(),
  dimensions: z.number().int(),
  /** Every setting that changes a vector. */
  settings: z.record(z.string(), z.unknown()),
});
export type Space = z.infer<typeof Space>;

export const FileRecord = z.object({ bytes: z.number().int(), sha256: z.string() });

/** How much an incremental run could take over. */
export const Incremental = z.object({
  /** The version whose embedder and match model it keeps. */
  from: z.string(),
  /** Terms whose vectors were taken over, and terms that were embedded. */
  reused: z.number().int(),
  embedded: z.number().int(),
  /** Entries that are new, other or gone. */
  entries: z.object({
    added: z.number().int(),
    changed: z.number().int(),
    removed: z.number().int(),
  }),
});
export type Incremental = z.infer<typeof Incremental>;

/** That a version came in a bundle. */
export const Imported = z.object({
  at: z.string(),
  /** Its id where it was made. */
  version: z.string(),
  /** Of the bundle. */
  sha256: z.string(),
  createdBy: z.string(),
});
export type Imported = z.infer<typeof Imported>;

export const Manifest = z.object({
  schema: z.literal(1),
  version: z.string(),
  createdAt: z.string(),
  run: z.string(),
  mode: RunMode,
  parent: z.string().nullable(),
  app: z.string(),
  seed: z.number().int(),
  space: Space,
  data: z.object({
    entries: z.number().int(),
    terms: z.number().int(),
    learntTerms: z.number().int(),
    judgments: z.number().int(),
    canonicalSha256: z.string(),
    ledgerSha256: z.string(),
    /** Of the judged test queries as they were asked; left out where none was, and by versions of before. */
    testSha256: z.string().optional(),
    /** Collections beside the canonical one that the version has an index of. */
    collections: z
      .array(
        z.object({
          name: z.string(),
          entries: z.number().int(),
          terms: z.number().int(),
          sha256: z.string(),
        }),
      )
      .default([]),
  }),
  gate: z.array(GateRule),
  /** Null in modes that learn nothing. */
  learning: LearningReport.nullable().default(null),
  /** The workspace's settings that it was made with; empty in versions of before. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** What an incremental run took over from `parent`; null in versions that were made whole. */
  incremental: Incremental.nullable().default(null),
  /** Where it came from; null where it was made here. */
  imported: Imported.nullable().default(null),
  /** Path inside the version's folder -> size and hash. */
  files: z.record(z.string(), FileRecord),
});
export type Manifest = z.infer<typeof Manifest>;

export const VersionSummary = z.object({
  version: z.string(),
  createdAt: z.string(),
  mode: RunMode,
  embedder: z.string(),
  dimensions: z.number(),
  parent: z.string().nullable(),
  run: z.string(),
  bytes: z.number(),
  data: Manifest.shape.data,
  /** As measured when the version was made; null where the mode measures nothing. */
  metrics: Metrics.nullable(),
  gate: z.array(GateRule),
  learning: LearningReport.nullable().default(null),
  incremental: Incremental.nullable().default(null),
  imported: Imported.nullable().default(null),
  /** Why it cannot be deleted, in words; null where it can. */
  kept: z.string().nullable().default(null),
  /** What is wrong with it, in words; null where nothing is known to be. */
  damage: z.string().nullable().default(null),
  status: z.enum(['latest', 'passed', 'refused', 'unmeasured', 'damaged']),
});
export type VersionSummary = z.infer<typeof VersionSummary>;

/** A change of `latest`, oldest first. */
export const PromotionEvent = z.object({
  at: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  kind: z.enum(['promote', 'rollback', 'override']),
  reason: z.string(),
});
export type PromotionEvent = z.infer<typeof PromotionEvent>;

/** What reading every file of a version found. */
export const VersionCheck = z.object({
  version: z.string(),
  files: z.number().int(),
  bytes: z.number(),
  /** Empty when all is well. */
  problems: z.array(z.object({ file: z.string(), problem: z.string() })),
  /** What of the workspace's data is other than it was made of, in words: no fault of the version. */
  notes: z.array(z.string()).default([]),
});
export type VersionCheck = z.infer<typeof VersionCheck>;
