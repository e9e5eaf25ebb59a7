import type { JobKind, JobState } from '#core/contract/index.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';

const KINDS: ReadonlySet<JobKind> = new Set<JobKind>([
  'export',
  'import-bundle',
  'recreate',
  'rebuild',
]);

/** Jobs that this screen shows, newest first: every one that goes on, and of each kind the last that has something to say. */
export function versionJobs(jobs: readonly JobState[]): JobState[] {
  const told = new Set<JobKind>();
  return jobs.filter((job) => {
    if (!KINDS.has(job.kind)) return false;
    if (!hasEnded(job)) return true;
    if (!hasNews(job) || told.has(job.kind)) return false;
    told.add(job.kind);
    return true;
  });
}

/** A result that can be looked at or copied, or a failure. What was cancelled changed nothing. */
function hasNews({ status, exported, bundle }: JobState): boolean {
  return status === 'failed' || (status === 'done' && (exported !== null || bundle !== null));
}

/** What an import found, in a sentence. */
export function importedWords({ version, origin, known }: NonNullable<JobState['bundle']>): string {
  if (known) return `${version} was here already; nothing was written.`;
  return origin === version
    ? `${version} is here.`
    : `${version} is here. It was ${origin} where it was made.`;
}
