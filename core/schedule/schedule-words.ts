import type { JobState } from '#core/contract/jobs.ts';
import type { ScheduleState, WatchedFile } from '#core/contract/schedule.ts';
import type { Settings } from '#core/contract/workspace.ts';
import { isGoing } from './chain.ts';
import type { Chain } from './stored-schedule.ts';

interface Told {
  settings: Pick<Settings, 'watch' | 'onChange' | 'dailyAt'>;
  watched: readonly WatchedFile[];
  chain: Chain | null;
  /** A daily training was due and has not begun. */
  isDue: boolean;
  /** Nothing is done by this process, and why; null where it is. */
  idle: string | null;
}

/** What goes on or waits. */
export function scheduleWords({ settings, watched, chain, isDue, idle }: Told): string {
  const { watch, dailyAt, onChange } = settings;
  if (watch.length === 0 && dailyAt === null && chain === null)
    return 'Nothing is watched, and no daily training is set.';
  const sentences = [
    chain && chainWords(chain),
    isDue ? 'The daily training is due: it begins when no other job runs or waits.' : null,
    watch.length > 0 && chain === null ? watchedWords(watched, onChange) : null,
    dailyAt === null ? null : `Everything is trained anew every day at ${dailyAt}.`,
    idle,
  ];
  return sentences.filter((sentence) => sentence !== null).join(' ');
}

function chainWords({ imports, training }: Chain): string {
  if (imports.length > 0) return `${files(imports.length)} being imported; a training follows.`;
  return training === null
    ? 'What was imported waits for its training: it begins when no other job runs or waits.'
    : 'A training takes in what was imported.';
}

function watchedWords(watched: readonly WatchedFile[], onChange: Settings['onChange']): string {
  const waiting = watched.filter(({ state }) => state === 'changed' || state === 'new').length;
  const troubled = watched.filter(({ state }) => TROUBLE.includes(state)).length;
  const said = [
    waiting === 0 ? `${files(watched.length)} watched, and nothing has changed.` : null,
    waiting > 0 && onChange === 'offer'
      ? `${files(waiting)} new or changed: take it in, or ignore it.`
      : null,
    waiting > 0 && onChange === 'train' ? `${files(waiting)} about to be taken in.` : null,
    troubled > 0 ? `${files(troubled)} missing, unreadable or refused.` : null,
  ];
  return said.filter((sentence) => sentence !== null).join(' ');
}

const TROUBLE: readonly WatchedFile['state'][] = ['missing', 'unreadable', 'refused'];

const files = (count: number) => (count === 1 ? '1 file is' : `${count} files are`);

export const WAITS = 'It waits for its turn.';
const GOES_ON = 'It goes on.';

/** The training has not ended as far as is known. */
export const isOpen = (last: ScheduleState['last']): boolean =>
  last?.words === WAITS || last?.words === GOES_ON;

/** What became of a daily training; `job` is undefined where this process does not know it any more. */
export function outcomeWords(
  job: Pick<JobState, 'status' | 'train' | 'error'> | undefined,
): string {
  if (job === undefined || job.status === 'interrupted')
    return 'It was cut off when Plumbline ended. Start it again, or wait for the next one.';
  if (isGoing(job)) return job.status === 'queued' ? WAITS : GOES_ON;
  if (job.status === 'cancelled') return 'It was cancelled.';
  if (job.status === 'failed') return `It failed. ${job.error?.message ?? ''}`.trim();
  const version = job.train?.version ?? 'no version';
  return `It made ${version}, ${job.train?.promoted ? 'which is promoted' : 'which is not promoted'}.`;
}

/** Why a process that comes and goes does nothing. */
export const NOT_STARTED =
  'Files and clock are watched while the window or `plumbline serve` is open.';
