import type { JobState, MatchedTable } from '#core/contract/index.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';

/** The job that works on a table, else the newest that did; null where this session knows none. Jobs come newest first. */
export function jobOfTable(tableId: string, jobs: readonly JobState[]): JobState | null {
  const own = jobs.filter((job) => job.kind === 'match' && job.matched?.id === tableId);
  return own.find((job) => !hasEnded(job)) ?? own[0] ?? null;
}

/** The table that a job works on; null while it has none yet. */
export function tableOfJob(
  job: JobState | null,
  tables: readonly MatchedTable[],
): MatchedTable | null {
  const id = job?.matched?.id;
  return id === undefined ? null : (tables.find((table) => table.id === id) ?? null);
}

/** Matching that failed before there was anything to keep, newest first. */
export function failedStarts(jobs: readonly JobState[]): JobState[] {
  return jobs.filter(
    ({ kind, status, matched }) => kind === 'match' && status === 'failed' && matched === null,
  );
}
