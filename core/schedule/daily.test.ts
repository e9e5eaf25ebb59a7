import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentNote, dueSince, lastTime, nextTime } from './daily.ts';

const before = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

const utc = (text: string) => new Date(`${text}Z`);
const iso = (date: Date) => date.toISOString().slice(0, 16);

describe('the daily time', () => {
  it.each([
    ['in winter', '03:30', '2026-01-10T12:00', '2026-01-10T02:30', '2026-01-11T02:30'],
    ['in summer', '03:30', '2026-07-10T12:00', '2026-07-10T01:30', '2026-07-11T01:30'],
    ['before it on its day', '18:00', '2026-01-10T12:00', '2026-01-09T17:00', '2026-01-10T17:00'],
    ['at the very minute', '13:00', '2026-01-10T12:00', '2026-01-10T12:00', '2026-01-11T12:00'],
    // On 29 March 2026 clocks go from 02:00 to 03:00: 02:30 is 03:30.
    [
      'that a clock leaves out',
      '02:30',
      '2026-03-29T12:00',
      '2026-03-29T01:30',
      '2026-03-30T00:30',
    ],
    ['on the day before', '02:30', '2026-03-28T12:00', '2026-03-28T01:30', '2026-03-29T01:30'],
    // On 25 October 2026 they go from 03:00 to 02:00: 02:30 comes twice, and counts once.
    [
      'that comes twice, after the first',
      '02:30',
      '2026-10-25T00:45',
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ],
    [
      'that comes twice, after the second',
      '02:30',
      '2026-10-25T01:45',
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ],
    [
      'over the turn of a year',
      '23:59',
      '2026-12-31T23:30',
      '2026-12-31T22:59',
      '2027-01-01T22:59',
    ],
  ])('%s', (_, time, now, last, next) => {
    expect([iso(lastTime(time, utc(now))), iso(nextTime(time, utc(now)))]).toEqual([last, next]);
  });
});

describe('what is due', () => {
  const note = (doneUpTo: string, time = '03:30') => ({ time, doneUpTo: `${doneUpTo}:00.000Z` });

  it.each([
    ['nothing before its time', note('2026-01-10T02:30'), '2026-01-11T02:29', null],
    ['the time itself', note('2026-01-10T02:30'), '2026-01-11T02:30', '2026-01-11T02:30'],
    [
      'the last of many that were missed',
      note('2026-01-01T02:30'),
      '2026-01-11T12:00',
      '2026-01-11T02:30',
    ],
    ['nothing after it was started', note('2026-01-11T02:30'), '2026-01-11T12:00', null],
    ['nothing after a clock was set back', note('2026-01-11T02:30'), '2026-01-11T01:00', null],
    [
      'nothing twice after a clock was set back',
      note('2026-01-11T02:30'),
      '2026-01-11T02:30',
      null,
    ],
  ])('%s', (_, done, now, expected) => {
    const due = dueSince(done, utc(now));
    expect(due && iso(due)).toBe(expected);
  });

  it('is nothing that passed before somebody asked for it', () => {
    const now = utc('2026-01-11T12:00');
    const fresh = currentNote(null, '03:30', now);
    expect(dueSince(fresh, now)).toBeNull();
    expect(iso(dueSince(fresh, utc('2026-01-12T02:30')) ?? now)).toBe('2026-01-12T02:30');
    // Another time is another schedule.
    expect(dueSince(currentNote(note('2026-01-01T02:30'), '05:00', now), now)).toBeNull();
    expect(currentNote(fresh, null, now)).toBeNull();
    expect(currentNote(fresh, '03:30', utc('2026-02-11T12:00'))).toBe(fresh);
  });

  it('is not held up for years by a clock that once was wrong', () => {
    const now = utc('2026-01-11T12:00');
    const mended = currentNote(note('2031-05-05T02:30'), '03:30', now);
    expect(iso(dueSince(mended, utc('2026-01-12T03:00')) ?? now)).toBe('2026-01-12T02:30');
  });

  it('comes once a day over a year, with both changes of the clock, however often one looks', () => {
    for (const time of ['02:00', '02:30', '03:00', '03:30', '00:00', '23:59']) {
      let state = currentNote(null, time, utc('2026-01-01T12:00'));
      const days: string[] = [];
      for (let hour = 0; hour < 365 * 24; hour += 1) {
        const now = new Date(Date.UTC(2026, 0, 1, 12 + hour, 7));
        const due = dueSince(state, now);
        if (due === null) continue;
        days.push(due.toDateString());
        state = { time, doneUpTo: due.toISOString() };
      }
      expect(days).toHaveLength(365);
      expect(new Set(days).size).toBe(365);
    }
  });
});
