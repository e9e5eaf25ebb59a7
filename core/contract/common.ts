import { z } from 'zod';

/** A measured number with its 95 % interval. */
export const Interval = z.object({ value: z.number(), lower: z.number(), upper: z.number() });
export type Interval = z.infer<typeof Interval>;

export const Split = z.enum(['train', 'calibrate', 'test']);
export type Split = z.infer<typeof Split>;

export const Band = z.enum(['accept', 'review', 'reject']);
export type Band = z.infer<typeof Band>;

export const Verdict = z.enum(['yes', 'no']);
export type Verdict = z.infer<typeof Verdict>;

/** Which slice of a long list to return. */
export const PageRequest = z.object({
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
  /** Case- and accent-insensitive substring. */
  filter: z.string().max(1000).default(''),
});
export type PageRequest = z.input<typeof PageRequest>;

export const RunMode = z.enum([
  'smoke-test',
  'build-index',
  'build-index-feedback',
  'full-train',
  /** Keeps what latest has learnt, and takes in what has changed in the data. */
  'incremental',
]);
export type RunMode = z.infer<typeof RunMode>;
