import type { ScheduleState } from '#core/contract/schedule.ts';
import type { Settings } from '#core/contract/workspace.ts';
import { currentNote, dueSince, nextTime } from './daily.ts';
import { type Imports, watchedFile } from './file-state.ts';
import { scheduleWords } from './schedule-words.ts';
import type { StoredSchedule } from './stored-schedule.ts';

export type ScheduleSettings = Pick<Settings, 'watch' | 'onChange' | 'dailyAt'>;

interface Around {
  settings: ScheduleSettings;
  imports: Imports;
  now: Date;
  /** Nothing is done by this process, and why; null where it is. */
  idle: string | null;
}

/** The schedule as it is shown. */
export function scheduleState(
  stored: StoredSchedule,
  { settings, imports, now, idle }: Around,
): ScheduleState {
  const { watch, dailyAt } = settings;
  const places = new Set(watch.map(({ path }) => path));
  const watched = stored.files
    .filter(({ place }) => places.has(place))
    .flatMap((note) => watchedFile(note, imports) ?? []);
  const isDue = dueSince(currentNote(stored.daily, dailyAt, now), now) !== null;
  const { chain, last } = stored;
  return {
    watched,
    lookedAt: watch.length > 0 ? stored.lookedAt : null,
    nextTraining: dailyAt === null ? null : nextTime(dailyAt, now).toISOString(),
    last,
    words: scheduleWords({ settings, watched, chain, isDue, idle }),
  };
}
