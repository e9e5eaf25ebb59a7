import type { z } from 'zod';
import { CANONICAL } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { MatchTableRequest } from '#core/contract/tables.ts';
import type { JobManager } from '#core/jobs/job-manager.ts';
import { hasEnded } from '#core/jobs/job-state.ts';
import { beginMatch } from '#core/match-tables/begin-match.ts';
import { removeUnbegun } from '#core/match-tables/match-store.ts';
import { isMatchId, readProgress, readRequest } from '#core/match-tables/stored-match.ts';
import { damagedVersion } from './checked-versions.ts';
import type { EngineContext } from './engine-context.ts';
import { baseName } from './read-source.ts';
import type { Session } from './session.ts';
import { MatchJob } from './tasks/match-task.ts';

/**
 * Starts matching a table; returns the job's id. The same question about the same file goes on with its unfinished match
 * where there is one: that is how a match that was cancelled, cut off or failed is resumed by whoever can name the file.
 */
export async function startMatch(
  engine: EngineContext,
  input: z.output<typeof MatchTableRequest>,
): Promise<{ id: string }> {
  const session = engine.session();
  const { files, layout } = session.writer();
  const { in: collection, ...rest } = input;
  const version = await versionFor(session, input.version, collection);
  const { source } = input;
  const name = baseName('path' in source ? source.path : source.name);
  const wanted = { ...rest, version, collection, name };
  const { id } = await beginMatch(files, layout.matches, wanted, engine.deps.clock);
  return enqueue(session, id, name);
}

/** Goes on with a matched table. Throws NOT_FOUND, and BAD_INPUT where it is done or goes on already. */
export async function resumeMatch(session: Session, id: string): Promise<{ id: string }> {
  const { files, layout } = session.writer();
  const { folder, request } = await readRequest(files, layout.matches, id);
  if (jobsOn(session.jobs(), id).going.length > 0) {
    throw new PlumblineError('BAD_INPUT', `${request.name} is being matched.`, {
      remedy: 'Wait until its job has ended.',
    });
  }
  if (!(await readProgress(files, folder)).done) return enqueue(session, id, request.name);
  throw new PlumblineError('BAD_INPUT', `${request.name} is matched to its end.`, {
    remedy: 'Export it, or match the file anew.',
  });
}

/** The match to go on with where a job, or a matched table itself, is to be resumed; null for jobs of other kinds. */
export function matchToResume(jobs: JobManager, id: string): string | null {
  if (isMatchId(id)) return id;
  return matchOf(jobs, id);
}

/** The jobs that work on a match, or shall. */
export function jobsOn(jobs: JobManager, match: string): { going: string[]; left: string[] } {
  const own = jobs.list().filter(({ id }) => matchOf(jobs, id) === match);
  return {
    going: own.filter((job) => !hasEnded(job)).map(({ id }) => id),
    left: own.filter(({ status }) => status === 'interrupted').map(({ id }) => id),
  };
}

function matchOf(jobs: JobManager, id: string): string | null {
  if (jobs.get(id).kind !== 'match') return null;
  return MatchJob.safeParse(jobs.requestOf(id)).data?.match ?? null;
}

async function enqueue(session: Session, match: string, name: string): Promise<{ id: string }> {
  const jobs = session.jobs();
  const { files, layout } = session.writer();
  const { left } = jobsOn(jobs, match);
  try {
    const request: MatchJob = { match };
    const id = await jobs.enqueue({ kind: 'match', title: `Match ${name}`, request });
    // What they would go on with is gone on with now.
    for (const earlier of left) await jobs.dismiss(earlier);
    return { id };
  } catch (error) {
    await removeUnbegun(files, layout.matches, match);
    throw error;
  }
}

/** The version that a match is made with to its end. Throws NO_VERSION, DAMAGED, or NOT_FOUND for the collection. */
async function versionFor(
  session: Session,
  wanted: string | undefined,
  collection: string,
): Promise<string> {
  const id = wanted ?? (await session.inUse());
  if (id === null) {
    throw new PlumblineError('NO_VERSION', 'There is no version to match with yet.', {
      remedy: 'Train one first.',
    });
  }
  const stored = await session.versions.read(id);
  if (stored.manifest === null) throw damagedVersion(stored, stored.damage);
  const names = [CANONICAL, ...stored.manifest.data.collections.map(({ name }) => name)];
  if (names.includes(collection)) return id;
  throw new PlumblineError('NOT_FOUND', `${collection} is not in version ${id}.`, {
    remedy: `Choose one of ${names.join(', ')}, or import the collection and train.`,
  });
}
