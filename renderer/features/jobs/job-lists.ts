import type { JobKind, JobState } from '#core/contract/index.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';

/** Where a job's progress and its end are shown. */
export const JOB_SCREENS = {
  train: 'train',
  import: 'data',
  rescore: 'evaluate',
  'add-model': 'settings',
  probe: 'settings',
  match: 'match',
  rebuild: 'search',
  'learning-curve': 'evaluate',
  export: 'versions',
  'import-bundle': 'versions',
  recreate: 'versions',
  'push-mlflow': 'runs',
} as const satisfies Record<JobKind, string>;

/** Screens where interrupted jobs are resumed. */
export type ResumeScreen = 'train' | 'settings' | 'match' | 'versions' | 'runs';

/** Kinds whose interrupted jobs are resumed elsewhere than on Train. */
const RESUMED_ON: Partial<Record<JobKind, ResumeScreen>> = {
  'add-model': 'settings',
  probe: 'settings',
  match: 'match',
  export: 'versions',
  'import-bundle': 'versions',
  recreate: 'versions',
  'push-mlflow': 'runs',
};

/** Jobs whose process ended before they did, by the screen where they can be run again or forgotten. */
export function interruptedJobs(jobs: readonly JobState[], screen: ResumeScreen): JobState[] {
  return jobs.filter(
    ({ status, kind }) => status === 'interrupted' && (RESUMED_ON[kind] ?? 'train') === screen,
  );
}

/** The running job of a kind, else the newest that ended in this session; interrupted ones do not count. */
export function shownJob(jobs: readonly JobState[], kind: JobKind): JobState | null {
  const ofKind = jobs.filter((job) => job.kind === kind && job.status !== 'interrupted');
  return ofKind.find((job) => !hasEnded(job)) ?? ofKind[0] ?? null;
}
