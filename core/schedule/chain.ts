import type { JobState } from '#core/contract/jobs.ts';
import type { FileNote } from './file-note.ts';
import type { Chain } from './stored-schedule.ts';

/** A job as a chain needs to know it. */
export type KnownJob = Pick<JobState, 'id' | 'status' | 'imported' | 'error' | 'finishedAt'>;

export const isGoing = ({ status }: Pick<JobState, 'status'>): boolean =>
  status === 'queued' || status === 'running' || status === 'paused';

interface Followed {
  chain: Chain | null;
  files: FileNote[];
}

/**
 * A chain and its files after a look at its jobs. What is imported is known to be, what is refused is not tried again,
 * and an import that was cut off is tried once more. Null where nothing is left to do.
 */
export function followChain(
  { imports, ...chain }: Chain,
  files: readonly FileNote[],
  jobs: readonly KnownJob[],
): Followed {
  const jobOf = (id: string) => jobs.find((job) => job.id === id);
  const ended = imports.filter(({ job }) => !jobOf(job) || !isGoing(jobOf(job) as KnownJob));
  const left = imports.filter((one) => !ended.includes(one));
  const noted = files.map((note) => {
    const own = ended.find(({ path }) => path === note.path);
    return own ? afterImport(note, own.sha256, jobOf(own.job)) : note;
  });
  const brought = ended.filter(({ job }) => jobOf(job)?.status === 'done').length;
  const next = { ...chain, imports: left, imported: chain.imported + brought };
  return { chain: isOver(next, jobOf) ? null : next, files: noted };
}

function isOver(
  { imports, imported, training }: Chain,
  jobOf: (id: string) => KnownJob | undefined,
): boolean {
  if (imports.length > 0) return false;
  if (training === null) return imported === 0;
  const job = jobOf(training);
  return job === undefined || !isGoing(job);
}

function afterImport(note: FileNote, sha256: string, job: KnownJob | undefined): FileNote {
  if (job?.status === 'done') {
    const { imported } = job;
    const taken = { sha256: imported?.sha256 ?? sha256, at: imported?.at ?? job.finishedAt ?? '' };
    return { ...note, imported: taken, refused: null, cutOff: null };
  }
  if (job?.status === 'failed')
    return { ...note, refused: { sha256, reason: job.error?.message ?? 'Its import failed.' } };
  if (job?.status === 'cancelled') return { ...note, refused: { sha256, reason: CANCELLED } };
  // Its process has ended. Twice may be the file's fault.
  if (note.cutOff === sha256) return { ...note, refused: { sha256, reason: CUT_OFF } };
  return { ...note, cutOff: sha256 };
}

const CANCELLED = 'Its import was cancelled. It is offered again when it changes.';
const CUT_OFF =
  'Plumbline ended twice while it was imported. It is offered again when it changes; import it by hand to see why.';

/** The imports have brought something, and the training has not begun. */
export const wantsTraining = (chain: Chain | null): boolean =>
  chain !== null && chain.imports.length === 0 && chain.imported > 0 && chain.training === null;
