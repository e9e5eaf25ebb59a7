import { createHash } from 'node:crypto';
import { appendFile, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ImportRecord } from '#core/contract/data.ts';
import type { JobState } from '#core/contract/jobs.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { endJobs, leave, pass, scheduleHarness, schedulerIn } from '#test/schedule/harness.ts';

const h = scheduleHarness();
const LOOK = 10_000;
const titles = () => h.jobs.map(({ title }) => title);
const write = (name: string, text: string) => writeFile(join(h.watched, name), text);

describe('a watched folder', () => {
  it('is taken in once its files are whole, then trained for, one thing at a time', async () => {
    const one = schedulerIn(h);
    one.start();
    await write('a.csv', 'x');
    await write('b.csv', 'y');
    await write('.hidden.csv', 'z');
    await pass(h, LOOK);
    expect(titles()).toEqual([]);
    await pass(h, LOOK);
    expect(titles()).toEqual(['import a.csv', 'import b.csv']);
    await pass(h, LOOK, 3);
    expect(titles()).toHaveLength(2);
    endJobs(h, 'done');
    await pass(h, LOOK);
    expect(titles().slice(2)).toEqual(['train changes']);
    expect((await one.state()).words).toContain('takes in what was imported');
    endJobs(h, 'done');
    await pass(h, LOOK, 3);
    expect(titles()).toHaveLength(3);
    expect((await one.state()).watched.map(({ state }) => state)).toEqual(['same', 'same']);
  });

  it('waits while a file is being written, and while other jobs run', async () => {
    const one = schedulerIn(h);
    one.start();
    for (let n = 0; n < 4; n += 1) {
      await appendFile(join(h.watched, 'a.csv'), 'row\n');
      await pass(h, LOOK);
    }
    expect((await one.state()).watched).toEqual([]);
    h.jobs.push({ id: 'other', title: 'other', status: 'running' } as JobState);
    await pass(h, LOOK, 2);
    expect(titles()).toEqual(['other']);
    h.jobs = [];
    await pass(h, LOOK);
    expect(titles()).toEqual(['import a.csv']);
  });

  it('sees a change of the same length by its time, and a touched file as the same', async () => {
    await write('a.csv', 'x');
    h.imports = [record('a.csv', 'x')];
    const one = schedulerIn(h);
    one.start();
    await pass(h, LOOK, 2);
    expect((await one.state()).watched).toMatchObject([{ state: 'same' }]);
    await utimes(join(h.watched, 'a.csv'), 1, 1);
    await pass(h, LOOK, 2);
    expect((await one.state()).watched).toMatchObject([{ state: 'same' }]);
    await write('a.csv', 'y');
    await pass(h, LOOK, 2);
    expect(titles()).toEqual(['import a.csv']);
  });

  it('keeps the reason of a refusal and tries again when the file changes', async () => {
    const one = schedulerIn(h);
    one.start();
    await write('a.csv', 'bad');
    await pass(h, LOOK, 2);
    endJobs(h, 'failed', { error: { code: 'BAD_INPUT', message: 'It has no key column.' } });
    await pass(h, LOOK, 4);
    expect(titles()).toEqual(['import a.csv']);
    expect((await one.state()).watched).toMatchObject([
      { state: 'refused', reason: 'It has no key column.' },
    ]);
    await write('a.csv', 'better');
    await pass(h, LOOK, 2);
    expect(titles()).toEqual(['import a.csv', 'import a.csv']);
  });

  it('keeps an imported file that is gone, and a folder that is gone does not touch its files', async () => {
    const one = schedulerIn(h);
    one.start();
    await write('a.csv', 'x');
    await write('b.csv', 'y');
    await pass(h, LOOK, 2);
    endJobs(h, 'done');
    await pass(h, LOOK);
    endJobs(h, 'done');
    await rm(join(h.watched, 'a.csv'));
    await pass(h, LOOK);
    const states = async () => (await one.state()).watched.map(({ state }) => state).sort();
    expect(await states()).toEqual(['missing', 'same']);
    await rm(h.watched, { recursive: true });
    await pass(h, LOOK);
    expect(await states()).toEqual(['missing', 'missing', 'same']);
    h.settings = { ...h.settings, watch: [] };
    expect(await one.state()).toMatchObject({ watched: [], lookedAt: null });
  });

  it('says of a file that may not be read why, and tries it again when it is told to look', async () => {
    await write('a.csv', 'x');
    let reads = 0;
    let may = false;
    const sha256 = (path: string) => {
      reads += 1;
      return may ? nodeFiles().sha256(path) : Promise.reject(new Error('no right to read.'));
    };
    h.settings = { ...h.settings, onChange: 'offer' };
    const one = schedulerIn(h, { files: { ...nodeFiles(), sha256 } });
    one.start();
    await pass(h, LOOK, 5);
    expect((await one.state()).watched).toMatchObject([
      { state: 'unreadable', reason: 'It cannot be read: no right to read.' },
    ]);
    expect(reads).toBe(1);
    may = true;
    expect((await one.look()).watched).toMatchObject([{ state: 'new' }]);
  });

  it('looks at a hundred files and says that there are more', async () => {
    for (let n = 0; n < 102; n += 1) await write(`${n}.csv`, `${n}`);
    h.settings = { ...h.settings, onChange: 'offer' };
    const one = schedulerIn(h);
    one.start();
    await pass(h, LOOK, 2);
    const { watched: files } = await one.state();
    expect(files.filter(({ state }) => state === 'new')).toHaveLength(100);
    expect(files.filter(({ state }) => state === 'unreadable')).toMatchObject([
      { path: h.watched, reason: expect.stringContaining('more than 100') },
    ]);
  });
});

describe('an offer', () => {
  beforeEach(() => {
    h.settings = { ...h.settings, onChange: 'offer' };
  });

  it('begins nothing, and can be taken', async () => {
    const one = schedulerIn(h);
    one.start();
    await write('a.csv', 'x');
    await pass(h, LOOK, 4);
    expect(titles()).toEqual([]);
    expect((await one.state()).words).toContain('1 file is new or changed');
    const { jobs: begun } = await one.take();
    expect(begun).toEqual(['import a.csv 0']);
    await expect(one.take()).rejects.toMatchObject({ code: 'BAD_INPUT' });
    endJobs(h, 'done');
    await pass(h, 1000);
    expect(titles()).toEqual(['import a.csv', 'train changes']);
  });

  it('can be ignored until the file changes again', async () => {
    const one = schedulerIn(h);
    one.start();
    await write('a.csv', 'x');
    await pass(h, LOOK, 2);
    expect((await one.ignore()).watched).toMatchObject([
      { state: 'same', reason: expect.stringContaining('at your request') },
    ]);
    await expect(one.take()).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await write('a.csv', 'xy');
    await pass(h, LOOK, 2);
    expect((await one.state()).watched).toMatchObject([{ state: 'new' }]);
  });

  it('is taken by a command that comes and goes, and nothing else is begun by it', async () => {
    h.settings = { ...h.settings, onChange: 'train', dailyAt: '03:30' };
    await write('a.csv', 'x');
    const one = schedulerIn(h);
    expect((await one.look()).words).toContain('while the window');
    expect(titles()).toEqual([]);
    await one.take();
    endJobs(h, 'done');
    await one.look();
    expect(titles()).toEqual(['import a.csv', 'train changes']);
  });
});

describe('what was begun when the process ended', () => {
  it('is imported once more, and refused the second time', async () => {
    await write('a.csv', 'x');
    for (const left of [1, 2]) {
      const one = schedulerIn(h);
      one.start();
      await pass(h, LOOK, 3);
      expect(titles()).toHaveLength(1);
      await leave(h, one);
      expect(left).toBeLessThan(3);
    }
    const last = schedulerIn(h);
    last.start();
    await pass(h, LOOK, 3);
    expect(titles()).toEqual([]);
    expect((await last.state()).watched).toMatchObject([{ state: 'refused' }]);
  });

  it('is trained for where the imports were through', async () => {
    await write('a.csv', 'x');
    const first = schedulerIn(h, { startTraining: () => Promise.reject(new Error('no room')) });
    first.start();
    await pass(h, LOOK, 2);
    endJobs(h, 'done');
    await pass(h, LOOK);
    expect((await first.state()).words).toContain('no room');
    await leave(h, first);
    const second = schedulerIn(h);
    second.start();
    await pass(h, LOOK);
    expect(titles()).toEqual(['train changes']);
  });

  it('survives a schedule.json that cannot be read', async () => {
    await writeFile(join(h.folder, 'schedule.json'), '{"schema":');
    const one = schedulerIn(h);
    one.start();
    await write('a.csv', 'x');
    await pass(h, LOOK, 2);
    expect(titles()).toEqual(['import a.csv']);
    expect(JSON.parse(await readFile(join(h.folder, 'schedule.json'), 'utf8'))).toMatchObject({
      schema: 1,
    });
  });
});

it('writes nothing while nothing changes', async () => {
  let writes = 0;
  const files = nodeFiles();
  await write('a.csv', 'x');
  h.settings = { ...h.settings, onChange: 'offer' };
  const one = schedulerIn(h, {
    files: {
      ...files,
      writeAtomic: (path, data) => {
        writes += 1;
        return files.writeAtomic(path, data);
      },
    },
  });
  one.start();
  await pass(h, LOOK, 2);
  const before = writes;
  await pass(h, LOOK, 5);
  expect(writes).toBe(before);
  expect((await one.state()).lookedAt).toBe(h.now.toISOString());
});

function record(name: string, text: string): ImportRecord {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { kind: 'feedback', name, sha256, at: '2026-11-01T00:00:00Z' } as ImportRecord;
}
