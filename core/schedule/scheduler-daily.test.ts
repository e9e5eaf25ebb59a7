import { beforeEach, describe, expect, it } from 'vitest';
import type { JobState } from '#core/contract/jobs.ts';
import { endJobs, leave, pass, scheduleHarness, schedulerIn } from '#test/schedule/harness.ts';

const h = scheduleHarness();
const LOOK = 10_000;
const titles = () => h.jobs.map(({ title }) => title);

describe('the daily training', () => {
  const HOUR = 3_600_000;
  const local = (text: string) => new Date(`${text}:00`);

  beforeEach(() => {
    h.settings = { watch: [], onChange: 'offer', dailyAt: '03:30' };
    h.now = local('2026-11-20T10:00');
  });

  it('begins at its time, once, and tells what came out', async () => {
    const one = schedulerIn(h);
    one.start();
    await pass(h, HOUR, 17);
    expect(titles()).toEqual([]);
    await pass(h, HOUR);
    expect(titles()).toEqual(['train everything']);
    expect((await one.state()).last).toMatchObject({
      dueAt: local('2026-11-21T03:30').toISOString(),
      words: 'It waits for its turn.',
    });
    endJobs(h, 'done', { train: { version: 'v2', promoted: true } as never });
    await pass(h, HOUR, 4);
    expect(titles()).toHaveLength(1);
    const { last, nextTraining } = await one.state();
    expect(last?.words).toContain('v2');
    expect(nextTraining).toBe(local('2026-11-22T03:30').toISOString());
  });

  it('is caught up once at the start, however many days were missed', async () => {
    const first = schedulerIn(h);
    first.start();
    await pass(h, LOOK);
    await first.close();
    h.timers = [];
    h.now = local('2026-11-27T12:00');
    const second = schedulerIn(h);
    second.start();
    await pass(h, LOOK);
    expect(titles()).toEqual(['train everything']);
    await leave(h, second);
    const third = schedulerIn(h);
    third.start();
    await pass(h, LOOK, 3);
    expect(titles()).toEqual([]);
    expect((await third.state()).last).toMatchObject({
      dueAt: local('2026-11-27T03:30').toISOString(),
      words: expect.stringContaining('cut off'),
    });
  });

  it('waits for other jobs, and says so', async () => {
    h.jobs = [{ id: 'other', title: 'other', status: 'paused' } as JobState];
    const one = schedulerIn(h);
    one.start();
    await pass(h, LOOK);
    await pass(h, 20 * HOUR);
    expect(titles()).toEqual(['other']);
    expect((await one.state()).words).toContain('is due');
    h.jobs = [];
    await pass(h, LOOK);
    expect(titles()).toEqual(['train everything']);
  });

  it('is tried once a day where it cannot be started', async () => {
    const one = schedulerIn(h, { startTraining: () => Promise.reject(new Error('no room')) });
    one.start();
    await pass(h, LOOK);
    await pass(h, 20 * HOUR, 1);
    await pass(h, LOOK, 3);
    expect((await one.state()).last).toMatchObject({
      startedAt: null,
      words: expect.stringContaining('no room'),
    });
  });

  it('begins nothing once the schedule is closed', async () => {
    const one = schedulerIn(h);
    one.start();
    await pass(h, LOOK);
    await one.close();
    expect(h.timers).toEqual([]);
  });
});
