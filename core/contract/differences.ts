import { z } from 'zod';
import { MeasureComparison } from './evaluation-detail.ts';

/** Something in which two versions, or two runs, are not the same. Values in words, null where one has none. */
export const Difference = z.object({
  group: z.enum([
    'parameters',
    'settings',
    'data',
    'labels',
    'embedder',
    'learning',
    'environment',
    'duration',
    'outcome',
  ]),
  name: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type Difference = z.infer<typeof Difference>;

/** A measure of both; `comparison` has its interval and verdict, null where the two were not measured on the same queries. */
export const ComparedMeasure = z.object({
  name: z.string(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  comparison: MeasureComparison.nullable(),
});
export type ComparedMeasure = z.infer<typeof ComparedMeasure>;

/** Two versions, or two runs, side by side: only what differs. */
export const SideBySide = z.object({
  from: z.string(),
  to: z.string(),
  differences: z.array(Difference),
  /** How many things were looked at and are the same. */
  same: z.number().int(),
  measures: z.array(ComparedMeasure),
  /** On what the measures were compared, or why they were not, in words. */
  basis: z.string(),
});
export type SideBySide = z.infer<typeof SideBySide>;
