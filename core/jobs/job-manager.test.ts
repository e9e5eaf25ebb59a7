import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import type { JobState } from '#core/contract/jobs.ts';
import type { Files } from '#core/platform/files.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import type { JobEvent, JobResult, RunJob } from './job-events.ts';
import { createJobManager, type JobManager } from './job-manager.ts';
import type { PauseSwitch } from './pause-switch.ts';

const files = nodeFiles();
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-jobs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A job whose work is in the test's hands. */
interface Held {
  request: unknown;
  emit(event: JobEvent): void;
  signal: AbortSignal;
  pause: PauseSwitch;
  resolve(result: JobResult): void;
  reject(error: unknown): void;
}

function setUp(through: Files = files) {
  const held: Held[] = [];
  const runJob: RunJob = (_, request, emit, signal, pause) =>
    new Promise((resolve, reject) => {
      held.push({ request, emit, signal, pause, resolve, reject });
      signal.addEventListener('abort', () => reject(new PlumblineError('CANCELLED', 'stopped')));
    });
  const manager = createJobManager({ files: through, folder, clock: nodeClock(), runJob });
  return { manager, held };
}

const add = (manager: JobManager, title = 'Train') =>
  manager.enqueue({ kind: 'train', title, request: { mode: 'full-train' } });
const journals = () => files.list(folder);

async function watchAll(manager: JobManager, id: string): Promise<JobState[]> {
  const states: JobState[] = [];
  for await (const state of manager.watch(id)) states.push(state);
  return states;
}

describe('the queue', () => {
  it('runs one job after another', async () => {
    const { manager, held } = setUp();
    const [first, second] = [await add(manager), await add(manager)];
    expect(held).toHaveLength(1);
    expect(manager.list().map(({ id, status }) => [id, status])).toEqual([
      [second, 'queued'],
      [first, 'running'],
    ]);
    held[0]?.resolve({});
    await watchAll(manager, first);
    await vi.waitUntil(() => held.length === 2);
    held[1]?.reject(new PlumblineError('DISK_FULL', 'full', { remedy: 'Free some.' }));
    await manager.idle();
    expect(manager.get(first).status).toBe('done');
    expect(manager.get(second)).toMatchObject({
      status: 'failed',
      error: { code: 'DISK_FULL', remedy: 'Free some.' },
    });
    expect(await journals()).toEqual([]);
  });

  it('ends a cancelled job, running or waiting', async () => {
    const { manager } = setUp();
    const [running, waiting] = [await add(manager), await add(manager)];
    expect((await manager.cancel(waiting)).status).toBe('cancelled');
    await manager.cancel(running);
    await manager.idle();
    expect(manager.get(running).status).toBe('cancelled');
    expect((await manager.cancel(running)).status).toBe('cancelled');
    expect(await journals()).toEqual([]);
  });

  it('pauses the running job alone, and lets it go on or be cancelled', async () => {
    const { manager, held } = setUp();
    const [id, waiting] = [await add(manager), await add(manager)];
    expect(manager.setPaused(waiting, true).status).toBe('queued');
    expect(manager.setPaused(id, false).status).toBe('running');
    expect(manager.setPaused(id, true).status).toBe('paused');
    expect(manager.setPaused(id, true).status).toBe('paused');
    await expect(manager.dismiss(id)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(manager.setPaused(id, false).status).toBe('running');
    held[0]?.resolve({});
    await watchAll(manager, id);
    expect(manager.setPaused(id, true).status).toBe('done');
    expect(manager.setPaused(waiting, true).status).toBe('paused');
    await manager.cancel(waiting);
    await held[1]?.pause.passed();
    expect((await watchAll(manager, waiting)).at(-1)?.status).toBe('cancelled');
  });

  it('takes an abort that nobody asked for, and any other error, as failed', async () => {
    const { manager, held } = setUp();
    const [first, second] = [await add(manager), await add(manager)];
    held[0]?.reject(new DOMException('aborted', 'AbortError'));
    await watchAll(manager, first);
    expect(manager.get(first).status).toBe('failed');
    await vi.waitUntil(() => held.length === 2);
    held[1]?.reject(new TypeError('x is undefined'));
    await manager.idle();
    expect(manager.get(second).error).toEqual({ code: 'INTERNAL', message: 'x is undefined' });
  });

  it("takes an abort in the platform's own words as cancelled", async () => {
    const runJob: RunJob = (_, __, ___, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const manager = createJobManager({ files, folder, clock: nodeClock(), runJob });
    const id = await add(manager);
    await manager.cancel(id);
    await manager.idle();
    expect(manager.get(id)).toMatchObject({ status: 'cancelled', error: { code: 'CANCELLED' } });
  });

  it('refuses a job that cannot be noted on the disk', async () => {
    const failing: Files = { ...files, writeAtomic: () => Promise.reject(new Error('full')) };
    const { manager, held } = setUp(failing);
    await expect(add(manager)).rejects.toThrow('full');
    expect(manager.list()).toEqual([]);
    expect(held).toEqual([]);
  });

  it('goes on with a job whose journal fails later, and says so in its log', async () => {
    let writes = 0;
    const { manager, held } = setUp({
      ...files,
      writeAtomic(path, data) {
        writes += 1;
        return writes > 1 ? Promise.reject(new Error('disk gone')) : files.writeAtomic(path, data);
      },
    });
    const id = await add(manager);
    await vi.waitUntil(() => manager.get(id).log.length > 0);
    expect(manager.get(id).log[0]).toMatchObject({
      level: 'warn',
      message: expect.stringContaining('disk gone'),
    });
    held[0]?.resolve({});
    await manager.idle();
    expect(manager.get(id).status).toBe('done');
  });

  it('remembers the latest 50 ended jobs and knows no others', async () => {
    const { manager } = setUp();
    const running = await add(manager);
    for (let n = 0; n < 55; n += 1) await manager.cancel(await add(manager));
    expect(manager.list()).toHaveLength(51);
    expect(manager.get(running).status).toBe('running');
    expect(() => manager.get('job-x')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(() => manager.watch('job-x')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    await manager.close();
  });
});

describe('watching', () => {
  it('gives the state now, coalesces changes, and ends with the last one', async () => {
    const { manager, held } = setUp();
    const id = await add(manager);
    const states = manager.watch(id);
    expect((await states.next()).value).toMatchObject({ status: 'running', stages: [] });
    held[0]?.emit({ type: 'stage', stage: 'embed', state: 'running' });
    for (let done = 1; done <= 1000; done += 1) {
      held[0]?.emit({ type: 'progress', done, total: 1000, unit: 'terms' });
    }
    expect((await states.next()).value?.stages[0]).toMatchObject({ done: 1000, state: 'running' });
    held[0]?.resolve({});
    expect((await states.next()).value?.status).toBe('done');
    expect((await states.next()).done).toBe(true);
    expect(manager.watched()).toBe(0);
    expect((await watchAll(manager, id)).map(({ status }) => status)).toEqual(['done']);
  });

  it('cleans up when the watcher leaves, also while nothing happens', async () => {
    const { manager } = setUp();
    const id = await add(manager);
    for await (const state of manager.watch(id)) {
      expect(manager.watched()).toBe(1);
      expect(state.status).toBe('running');
      break;
    }
    expect(manager.watched()).toBe(0);
    const controller = new AbortController();
    const states = manager.watch(id, controller.signal);
    await states.next();
    const waiting = states.next();
    controller.abort();
    expect((await waiting).done).toBe(true);
    expect(manager.watched()).toBe(0);
    await manager.close();
  });
});

describe('a restart', () => {
  it('offers what was interrupted, and resumes it under a new id', async () => {
    const before = setUp();
    const running = await add(before.manager, 'Train');
    const waiting = await add(before.manager, 'Train again');
    before.held[0]?.emit({ type: 'stage', stage: 'embed', state: 'running' });
    await vi.waitUntil(async () =>
      (await files.readText(join(folder, `${running}.json`))).includes('"embed"'),
    );

    const { manager, held } = setUp(); // the process before was killed: it cleaned nothing up
    expect(await manager.open()).toEqual({ unreadable: [] });
    expect(manager.list().map(({ id, status }) => [id, status])).toEqual([
      [waiting, 'interrupted'],
      [running, 'interrupted'],
    ]);
    expect(manager.get(running).stages).toMatchObject([{ stage: 'embed', state: 'failed' }]);
    const next = await manager.resume(running);
    expect(held[0]?.request).toEqual({ mode: 'full-train' });
    expect(manager.get(next)).toMatchObject({ kind: 'train', title: 'Train', status: 'running' });
    expect(() => manager.get(running)).toThrow('no job');
    await expect(manager.resume(next)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(manager.dismiss(next)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await manager.dismiss(waiting);
    held[0]?.resolve({});
    await manager.idle();
    expect(await journals()).toEqual([]);
    expect(manager.list().map(({ id }) => id)).toEqual([next]);
  });

  it('after closing offers what was not finished, but not what was cancelled', async () => {
    const first = setUp();
    const ids = [await add(first.manager), await add(first.manager)];
    const last = watchAll(first.manager, ids[0] ?? '');
    await first.manager.close();
    expect((await last).at(-1)?.status).toBe('interrupted');
    const second = setUp();
    await second.manager.open();
    expect(
      second.manager
        .list()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids].sort());
    for (const id of ids) await second.manager.dismiss(id);
    const id = await add(second.manager);
    await second.manager.cancel(id);
    await second.manager.close();
    expect(await journals()).toEqual([]);
  });

  it('names journals that cannot be read', async () => {
    await writeFile(join(folder, 'job-1.json'), '{"schema": 1, "id": "jo');
    await writeFile(join(folder, 'job-2.json'), '{"schema": 9}');
    const { manager } = setUp();
    expect(await manager.open()).toEqual({ unreadable: ['job-1.json', 'job-2.json'] });
    expect(manager.list()).toEqual([]);
  });
});
