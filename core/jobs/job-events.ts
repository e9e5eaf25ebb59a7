import type { ExportedBundle, ImportedBundle } from '#core/contract/bundle.ts';
import type { ImportRecord } from '#core/contract/data.ts';
import type { JobKind, TrainResult } from '#core/contract/jobs.ts';
import type { DeviceVerdict, ModelSummary } from '#core/contract/models.ts';
import type { FirstHit } from '#core/contract/monitor.ts';
import type { MatchedTable } from '#core/contract/tables.ts';
import type { PauseSwitch } from './pause-switch.ts';

/** What a job's work reports while it goes on; plain data, so that it can cross a thread. */
export type JobEvent =
  /** The stages to come, in order. */
  | { type: 'plan'; stages: string[] }
  /** A stage begins, ends or is skipped; `detail` in words. */
  | {
      type: 'stage';
      stage: string;
      state: 'running' | 'done' | 'failed' | 'skipped';
      detail?: string;
    }
  /** How far the running stage is. */
  | { type: 'progress'; done: number; total: number; unit: string }
  | { type: 'log'; level: 'info' | 'warn' | 'error'; message: string }
  /** The table that `match` works on, as it is now. */
  | { type: 'matched'; matched: MatchedTable }
  /** Texts that a version has answered, to be counted; `compared`: as its test queries were asked. */
  | { type: 'answered'; version: string; compared: boolean; firstHits: FirstHit[] };

/** What a job brings when it succeeds. */
export interface JobResult {
  train?: TrainResult;
  imported?: ImportRecord;
  model?: ModelSummary;
  verdict?: DeviceVerdict;
  matched?: MatchedTable;
  exported?: ExportedBundle;
  bundle?: ImportedBundle;
}

/** Does a job's work. Rejects with PlumblineError CANCELLED when the signal is aborted. */
export type RunJob = (
  kind: JobKind,
  /** As JSON would keep it: it is written to the job's journal. */
  request: unknown,
  emit: (event: JobEvent) => void,
  signal: AbortSignal,
  pause: PauseSwitch,
) => Promise<JobResult>;
