import type { JobState, ModelSummary } from '#core/contract/index.ts';
import { type Failure, failureOfJob } from '#renderer/api/failure.ts';
import { createStore } from '#renderer/api/store.ts';
import type { FolderListing } from './read-folder.ts';
import type { FoundModel } from './recognise-folder.ts';

/** Where a model that is being added comes from. */
export type AdditionSource =
  | { from: 'path'; path: string }
  | { from: 'upload'; listing: FolderListing; model: FoundModel }
  | { from: 'hub'; repo: string };

/** A model that was dropped, chosen or asked for and is not in the workspace yet. */
export interface Addition {
  id: number;
  name: string;
  /** What is known of it before it is read; empty for one that is downloaded. */
  about: string;
  source: AdditionSource;
  /** `asking`: the user has not said yes. `sending`: its files go to the engine. `working`: the engine has it. */
  state: 'asking' | 'sending' | 'working';
  /** Bytes that the engine has, of a folder that is sent. */
  sent: number;
  job: string | null;
  failure: Failure | null;
}

const additions = createStore<readonly Addition[]>([]);
let nextId = 1;

/** Models on their way, in the order of their arrival. They outlive a change of screen. */
export const useAdditions = additions.use;

/** Puts a model in the list and returns it; nothing is read or fetched by that. */
export function newAddition(given: Pick<Addition, 'name' | 'about' | 'source'>): Addition {
  const addition: Addition = {
    ...given,
    id: nextId++,
    state: 'asking',
    sent: 0,
    job: null,
    failure: null,
  };
  additions.set([...additions.get(), addition]);
  return addition;
}

export function changeAddition(id: number, change: Partial<Addition>): void {
  additions.set(additions.get().map((one) => (one.id === id ? { ...one, ...change } : one)));
}

export function removeAddition(id: number): void {
  additions.set(additions.get().filter((one) => one.id !== id));
}

/** How far an addition is. */
export type AdditionPhase =
  | { phase: 'asking' }
  | { phase: 'sending'; share: number | null }
  | { phase: 'working'; job: JobState | null }
  | { phase: 'failed'; failure: Failure }
  | { phase: 'done'; model: ModelSummary }
  | { phase: 'cancelled' };

/** The phase of an addition, from itself and from its job once it has one. */
export function additionPhase(addition: Addition, jobs: readonly JobState[]): AdditionPhase {
  const { state, sent, source, failure } = addition;
  if (failure) return { phase: 'failed', failure };
  if (state === 'asking') return { phase: 'asking' };
  if (state === 'sending') {
    const total = source.from === 'upload' ? source.model.bytes : 0;
    return { phase: 'sending', share: total > 0 ? Math.min(1, sent / total) : null };
  }
  const job = jobs.find(({ id }) => id === addition.job) ?? null;
  return job ? phaseOfJob(job) : { phase: 'working', job };
}

function phaseOfJob(job: JobState): AdditionPhase {
  if (job.status === 'done' && job.model) return { phase: 'done', model: job.model };
  if (job.status === 'failed' && job.error) {
    return { phase: 'failed', failure: failureOfJob(job.error) };
  }
  return job.status === 'cancelled' ? { phase: 'cancelled' } : { phase: 'working', job };
}

/** Jobs that add models and were not begun by this page: those that run, and those that failed. */
export function foreignJobs(jobs: readonly JobState[], ours: readonly Addition[]): JobState[] {
  const known = new Set(ours.map(({ job }) => job));
  return jobs.filter(
    ({ id, kind, status }) =>
      kind === 'add-model' &&
      !known.has(id) &&
      status !== 'done' &&
      status !== 'cancelled' &&
      status !== 'interrupted',
  );
}
