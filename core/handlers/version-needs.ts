import { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import type { JobState } from '#core/contract/jobs.ts';
import type { JobManager } from '#core/jobs/job-manager.ts';
import { hasEnded } from '#core/jobs/job-state.ts';
import { readRequest } from '#core/match-tables/stored-match.ts';
import { type Needs, originOf } from '#core/versions/kept-versions.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import type { Session } from './session.ts';

/** What stands in the way of deleting versions now. */
export async function versionNeeds(
  session: Session,
  versions: readonly StoredVersion[],
): Promise<Needs> {
  const latest = await session.latest.latest();
  const origin = originOf(latest, await session.latest.history(), versions);
  return { latest, origin, jobs: await neededByJobs(session, versions) };
}

/** Version -> titles of the jobs that run, wait or can be resumed, and work with it. */
async function neededByJobs(
  session: Session,
  versions: readonly StoredVersion[],
): Promise<Map<string, string[]>> {
  const needed = new Map<string, string[]>();
  // Whoever may only read has no jobs.
  if (session.readOnly) return needed;
  const jobs = session.jobs();
  for (const job of jobs.list().filter((one) => !hasEnded(one) || one.status === 'interrupted')) {
    for (const id of await versionsOf(job, jobs, session, versions)) {
      needed.set(id, [...(needed.get(id) ?? []), job.title]);
    }
  }
  return needed;
}

const WithVersion = z.object({ version: z.string() });
const WithMatch = z.object({ match: z.string() });
const Incremental = z.object({ mode: z.literal('incremental') });

async function versionsOf(
  { id, kind, status }: JobState,
  jobs: JobManager,
  session: Session,
  versions: readonly StoredVersion[],
): Promise<string[]> {
  const request = jobs.requestOf(id);
  const named = WithVersion.safeParse(request).data?.version;
  if (named !== undefined) return [named];
  // It reads one version after another; resumed, it begins anew with those that are there.
  if (kind === 'rescore' && status !== 'interrupted') return versions.map((version) => version.id);
  // Its parent; where nothing is promoted that is the newest version, which nothing else protects.
  if (Incremental.safeParse(request).success) {
    const parent = await session.inUse();
    return parent === null ? [] : [parent];
  }
  const match = kind === 'match' ? WithMatch.safeParse(request).data?.match : undefined;
  return match === undefined ? [] : matchedWith(session, match);
}

/** The version that a table is matched with; none where the match is gone. */
async function matchedWith(session: Session, match: string): Promise<string[]> {
  const { files, layout } = session.reader;
  try {
    const { version } = (await readRequest(files, layout.matches, match)).request;
    return [version];
  } catch (error) {
    if (error instanceof PlumblineError) return [];
    throw error;
  }
}
