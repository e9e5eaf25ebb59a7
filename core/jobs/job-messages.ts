import type { JobError, JobKind } from '#core/contract/jobs.ts';
import type { JobEvent, JobResult } from './job-events.ts';

/** From the engine to the thread that works. */
export type ToWorker =
  | { type: 'start'; kind: JobKind; request: unknown }
  | { type: 'cancel' }
  | { type: 'pause'; paused: boolean };

/** From the thread that works to the engine: what it reports, and at the end one result or error. */
export type FromWorker =
  | JobEvent
  | { type: 'result'; result: JobResult }
  | { type: 'error'; error: JobError };
