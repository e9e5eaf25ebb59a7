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
