import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { ImportRecord } from '#core/contract/data.ts';
import type { JobState } from '#core/contract/jobs.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import type { ScheduleSettings } from '#core/schedule/schedule-state.ts';
import { createScheduler, type Scheduler, type SchedulerDeps } from '#core/schedule/scheduler.ts';

/** A schedule's surroundings: a folder to watch, a clock that is set by hand, and jobs that only wait. */
export interface ScheduleHarness {
  folder: string;
  /** Inside it. */
  watched: string;
  now: Date;
  elapsed: number;
  timers: { at: number; work: () => void }[];
  settings: ScheduleSettings;
  imports: ImportRecord[];
  jobs: JobState[];
  open: Scheduler[];
}

/** Made anew before each test of the calling file: a folder of feedback files is watched and taken in. */
export function scheduleHarness(): ScheduleHarness {
  const harness = {} as ScheduleHarness;
  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-schedule-'));
    const watched = join(folder, 'in');
    await mkdir(watched);
    const place = { path: watched, kind: 'feedback', collection: 'canonical' } as const;
    Object.assign(harness, {
      ...{ folder, watched, now: new Date('2026-11-20T10:00:00Z'), elapsed: 0 },
      ...{ timers: [], imports: [], jobs: [], open: [] },
      settings: { watch: [place], onChange: 'train', dailyAt: null },
    });
  });
  afterEach(async () => {
    for (const one of harness.open) await one.close();
    await rm(harness.folder, { recursive: true });
  });
  return harness;
}

/** A schedule of the harness; jobs that it begins are queued and stay so. */
export function schedulerIn(h: ScheduleHarness, patch: Partial<SchedulerDeps> = {}): Scheduler {
  const start = async (title: string) => {
    const id = `${title} ${h.jobs.length}`;
    h.jobs.push({ id, title, status: 'queued' } as JobState);
    return id;
  };
  const made = createScheduler({
    files: nodeFiles(),
    path: join(h.folder, 'schedule.json'),
    clock: { now: () => h.now, elapsed: () => h.elapsed },
    timer(milliseconds, work) {
      const one = { at: h.elapsed + milliseconds, work };
      h.timers.push(one);
      return () => {
        h.timers = h.timers.filter((other) => other !== one);
      };
    },
    pause: async () => {},
    settings: async () => h.settings,
    imports: async () => h.imports,
    jobs: () => h.jobs,
    startImport: ({ path }) => start(`import ${path.slice(h.watched.length + 1)}`),
    startTraining: (of) => start(`train ${of}`),
    ...patch,
  });
  h.open.push(made);
  return made;
}

/** Lets time pass, again and again; whatever the schedule does then is over when it waits for its next timer. */
export async function pass(h: ScheduleHarness, milliseconds: number, times = 1): Promise<void> {
  const armed = () => expect.poll(() => h.timers.length, { interval: 1 }).toBeGreaterThan(0);
  for (let n = 0; n < times; n += 1) {
    await armed();
    h.elapsed += milliseconds;
    h.now = new Date(h.now.getTime() + milliseconds);
    const due = h.timers.filter(({ at }) => at <= h.elapsed);
    h.timers = h.timers.filter(({ at }) => at > h.elapsed);
    for (const { work } of due) work();
    await armed();
  }
}

/** Ends all jobs that wait. */
export function endJobs(
  h: ScheduleHarness,
  status: JobState['status'],
  patch: Partial<JobState> = {},
): void {
  const finishedAt = h.now.toISOString();
  h.jobs = h.jobs.map((job) =>
    job.status === 'queued' ? { ...job, status, finishedAt, ...patch } : job,
  );
}

/** The process is gone, with its timers and its jobs. */
export async function leave(h: ScheduleHarness, one: Scheduler): Promise<void> {
  await one.close();
  h.timers = [];
  h.jobs = [];
}
