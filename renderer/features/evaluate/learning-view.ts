import type { JobState, LearningCurve } from '#core/contract/index.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';

/** Why the curve cannot be measured now; null where it can. */
export function measureObstacle({
  readOnly,
  measured,
}: {
  readOnly: boolean;
  measured: boolean;
}): string | null {
  if (readOnly) return 'This workspace is open for reading only.';
  return measured ? null : 'This version was not measured on test.';
}

/** Is the curve another version's? In words; null where it is not. One of earlier data is not kept. */
export function staleWords(curve: LearningCurve, version: string): string | null {
  return curve.version === version ? null : `Measured for ${curve.version}, not for ${version}.`;
}

/** The running job that measures it. */
export function measuringJob(jobs: readonly JobState[]): JobState | null {
  return jobs.find((job) => job.kind === 'learning-curve' && !hasEnded(job)) ?? null;
}

/** A failed measuring, unless one was started after it. */
export function failedMeasuring(jobs: readonly JobState[]): JobState | null {
  const newest = jobs.find((job) => job.kind === 'learning-curve');
  return newest?.status === 'failed' ? newest : null;
}
