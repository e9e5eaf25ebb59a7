import { z } from 'zod';
import { JobError, TrainRequest } from './jobs.ts';

export const RunRecord = z.object({
  id: z.string(),
  mode: z.string(),
  status: z.enum(['running', 'finished', 'failed', 'cancelled', 'killed']),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  parameters: TrainRequest,
  seed: z.number(),
  version: z.string().nullable(),
  promoted: z.boolean(),
  /** Stage -> seconds. */
  timings: z.record(z.string(), z.number()),
  environment: z.record(z.string(), z.string()),
  error: JobError.nullable(),
});
export type RunRecord = z.infer<typeof RunRecord>;
