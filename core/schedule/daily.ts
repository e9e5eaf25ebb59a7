/** The moment on a local day at which a clock shows "03:30"; in the hour that a clock leaves out, as much later. */
function at(day: Date, time: string, days: number): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hour, minute);
}

/** The last time, not after now, at which the daily training was due. One a day, also where a clock shows it twice. */
export function lastTime(time: string, now: Date): Date {
  const today = at(now, time, 0);
  return today <= now ? today : at(now, time, -1);
}

/** The next time after now. */
export function nextTime(time: string, now: Date): Date {
  const today = at(now, time, 0);
  return today > now ? today : at(now, time, 1);
}

/** What is known of the daily training. */
export interface DailyNote {
  /** "03:30" */
  time: string;
  /** ISO 8601: since when this time is set, or what was due last; nothing up to then is due any more. */
  doneUpTo: string;
}

/** Ahead of us by more than this, a note was made by a clock that was wrong. */
const CLOCK_ERROR_MS = 36 * 3_600_000;

/** The note that goes with the setting as it is now. */
export function currentNote(
  note: DailyNote | null,
  time: string | null,
  now: Date,
): DailyNote | null {
  if (time === null) return null;
  const wrongClock = note !== null && Date.parse(note.doneUpTo) - now.getTime() > CLOCK_ERROR_MS;
  if (note?.time === time && !wrongClock) return note;
  // What passed before somebody asked for it is not caught up.
  return { time, doneUpTo: now.toISOString() };
}

/** When a training was due that nobody has started yet, or null; of several that were missed, the last one. */
export function dueSince(note: DailyNote | null, now: Date): Date | null {
  if (note === null) return null;
  const last = lastTime(note.time, now);
  return last.getTime() > Date.parse(note.doneUpTo) ? last : null;
}
