import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { readReport } from './monitor-report.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { AnsweredSearch } from './tally.ts';

let folder = '';
let now = new Date(0);
let elapsed = 0;
let settings = { monitor: true, monitorDays: 3 };
let timers: { at: number; work: () => void }[] = [];
let files = nodeFiles();

const timer = (milliseconds: number, work: () => void) => {
  const one = { at: elapsed + milliseconds, work };
  timers.push(one);
  return () => {
    timers = timers.filter((other) => other !== one);
  };
};

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'plumbline-monitor-')), 'monitor');
  now = new Date('2026-11-20T10:00:00Z');
  elapsed = 0;
  settings = { monitor: true, monitorDays: 3 };
  timers = [];
  files = nodeFiles();
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

const recorder = (): Recorder =>
  createRecorder({
    files,
    folder,
    clock: { now: () => now, elapsed: () => elapsed },
    timer,
    settings: async () => settings,
  });

const hit = { probability: 0.97, band: 'accept', similarity: 0.9, outOfVocabulary: false } as const;
const search = (text: string | null, patch: Partial<AnsweredSearch> = {}): AnsweredSearch => ({
  ...{ version: 'v1', milliseconds: 4, first: hit, compared: true, text },
  ...patch,
});

/** Lets time pass; whatever is due is called. */
function wait(milliseconds: number): void {
  elapsed += milliseconds;
  now = new Date(now.getTime() + milliseconds);
  const due = timers.filter(({ at }) => at <= elapsed);
  timers = timers.filter(({ at }) => at > elapsed);
  for (const { work } of due) work();
}

const days = async (version = 'v1') =>
  (await readReport(files, { folder, version, from: '', expected: null })).days;

describe('a recorder', () => {
  it('writes a batch after a while, with no text in it', async () => {
    const one = recorder();
    one.searched(search('a secret'));
    wait(3500);
    one.searched(search('another secret', { version: 'v2' }));
    one.matched('v1', [hit, { ...hit, band: 'review', probability: 0.5 }], true);
    await expect(readdir(folder)).rejects.toThrow();
    wait(10_000);
    await one.close();
    expect(await readdir(folder)).toEqual(['2026-11-20.json']);
    expect(await readFile(join(folder, '2026-11-20.json'), 'utf8')).not.toContain('secret');
    expect(await days()).toMatchObject([
      { day: '2026-11-20', searches: 1, rows: 2, bands: { accept: 2, review: 1 } },
    ]);
    expect(await days('v2')).toMatchObject([{ searches: 1, rows: 0 }]);
    expect(timers).toEqual([]);
  });

  it('writes at once after 200 answers', async () => {
    const one = recorder();
    for (let n = 0; n < 200; n += 1) one.searched(search(`query ${n} `));
    await one.flush();
    expect((await days())[0]).toMatchObject({ searches: 200, latency: { max: 4 } });
  });

  it('counts what is typed in one go as one search, each of its answers for the latency', async () => {
    const one = recorder();
    for (const text of ['n', 'nu', 'nur', 'nu', 'nurse', 'nurse']) {
      one.searched(search(text, { milliseconds: text.length }));
      wait(200);
    }
    one.searched(search('chef'));
    one.searched(search(null));
    one.searched(search(null));
    await one.flush();
    const [day] = await days();
    expect(day).toMatchObject({ searches: 4, bands: { accept: 4 }, latency: { max: 5 } });
  });

  it('adds to what an earlier process recorded, and begins a day at midnight UTC', async () => {
    const first = recorder();
    first.searched(search('a'));
    await first.close();
    const second = recorder();
    second.searched(search('b'));
    now = new Date('2026-11-21T00:00:00Z');
    second.searched(search('c'));
    await second.close();
    expect(await days()).toMatchObject([
      { day: '2026-11-20', searches: 2 },
      { day: '2026-11-21', searches: 1 },
    ]);
  });

  it('removes days that are too old', async () => {
    const one = recorder();
    for (const day of ['17', '18', '19', '20']) {
      now = new Date(`2026-11-${day}T12:00:00Z`);
      one.searched(search(day));
      await one.flush();
    }
    expect(await readdir(folder)).toEqual(['18', '19', '20'].map((day) => `2026-11-${day}.json`));
    settings = { monitor: true, monitorDays: 1 };
    await one.close();
    expect(await readdir(folder)).toEqual(['2026-11-20.json']);
  });

  it('records nothing while it is off', async () => {
    settings.monitor = false;
    const one = recorder();
    one.searched(search('a'));
    await one.close();
    expect(await days()).toEqual([]);
    settings.monitor = true;
    one.searched(search('b'));
    await one.close();
    expect(await days()).toMatchObject([{ searches: 1 }]);
  });

  it('keeps what it cannot write, says why, and writes it with the next batch', async () => {
    files = { ...nodeFiles(), writeAtomic: () => Promise.reject(new Error('the disk is full')) };
    const one = recorder();
    one.searched(search('a'));
    await one.flush();
    expect(one.failure()).toBe('the disk is full');
    files.writeAtomic = nodeFiles().writeAtomic;
    one.searched(search('b'));
    await one.flush();
    expect(one.failure()).toBeNull();
    expect(await days()).toMatchObject([{ searches: 2 }]);
  });

  it('puts a day that cannot be read aside', async () => {
    const one = recorder();
    one.searched(search('a'));
    await one.flush();
    await writeFile(join(folder, '2026-11-20.json'), '{"schema":1,');
    expect(await days()).toEqual([]);
    one.searched(search('b'));
    await one.flush();
    expect(await readdir(folder)).toEqual(['2026-11-20.json', '2026-11-20.json.damaged']);
    expect(await days()).toMatchObject([{ searches: 1 }]);
  });

  it('forgets everything when it is told to, also what is not written yet', async () => {
    const one = recorder();
    expect(await one.clear()).toBe(0);
    one.searched(search('a'));
    await one.flush();
    one.searched(search('b'));
    expect(await one.clear()).toBeGreaterThan(100);
    await one.close();
    expect(await days()).toEqual([]);
  });
});
