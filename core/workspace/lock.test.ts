import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { takeLock } from './lock.ts';
import { claimPath } from './lock-file.ts';
import type { LockOwner } from './lock-verdict.ts';

const around = { files: nodeFiles(), clock: nodeClock() };
let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-lock-'));
  path = join(folder, '.lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function deadOwner(token: string, changes: Partial<LockOwner> = {}): LockOwner {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const startedAt = '2026-11-20T10:00:00.000Z';
  return { pid, host: hostname(), startedAt, token, processStart: null, ...changes };
}

const put = (target: string, owner: LockOwner) => writeFile(target, JSON.stringify(owner));

async function holder(): Promise<string> {
  return JSON.parse(await readFile(path, 'utf8')).token;
}

describe('takeLock', () => {
  it('lets one in and tells the second who holds it since when', async () => {
    const lock = await takeLock(path, around);
    await expect(takeLock(path, around)).rejects.toMatchObject({
      code: 'BUSY',
      message: expect.stringContaining(`process ${process.pid} since ${lock.owner.startedAt}`),
      detail: { remedy: expect.stringContaining('reading only') },
    });
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
    await (await takeLock(path, around)).release();
  });

  it('succeeds a dead holder at once', async () => {
    await put(path, deadOwner('dead'));
    const lock = await takeLock(path, around);
    expect(await holder()).toBe(lock.owner.token);
    expect(await readdir(folder)).toEqual(['.lock']);
  });

  it('succeeds a holder whose pid belongs to somebody else now', async () => {
    await put(path, deadOwner('reused', { pid: process.pid, processStart: 'boot:1' }));
    const taken = takeLock(path, around);
    if (process.platform === 'linux') await expect(taken).resolves.toBeDefined();
    else await expect(taken).rejects.toMatchObject({ code: 'BUSY' });
  });

  it('succeeds a chain of processes that died while taking over', async () => {
    await put(path, deadOwner('first'));
    await put(claimPath(path, 'first'), deadOwner('second'));
    await put(claimPath(path, 'second'), deadOwner('third'));
    const lock = await takeLock(path, around);
    expect(await holder()).toBe(lock.owner.token);
    expect(await readdir(folder)).toEqual(['.lock']);
  });

  it('respects a living process that is taking over', async () => {
    await put(path, deadOwner('first'));
    await put(claimPath(path, 'first'), deadOwner('alive', { pid: process.pid }));
    await expect(takeLock(path, around)).rejects.toMatchObject({ code: 'BUSY' });
    expect(await holder()).toBe('first');
  });

  it('never judges a process of another machine', async () => {
    await put(path, deadOwner('far', { host: 'elsewhere.example' }));
    await expect(takeLock(path, around)).rejects.toMatchObject({
      code: 'BUSY',
      message: expect.stringContaining('on elsewhere.example'),
      detail: { remedy: expect.stringContaining(`delete ${path}`) },
    });
  });

  it('treats an old unreadable lock as debris and a fresh one as held', async () => {
    await writeFile(path, '');
    await expect(takeLock(path, around)).rejects.toMatchObject({ code: 'BUSY' });
    await utimes(path, 1000, 1000);
    await expect(takeLock(path, around)).resolves.toBeDefined();
  });

  it('lets exactly one of many through, for a free and for a dead lock', async () => {
    for (const before of [null, deadOwner('dead')]) {
      await rm(path, { force: true });
      if (before) await put(path, before);
      const tries = await Promise.allSettled(
        Array.from({ length: 12 }, () => takeLock(path, around)),
      );
      const winners = tries.filter((one) => one.status === 'fulfilled');
      expect(winners).toHaveLength(1);
      expect(winners[0]?.value.owner.token).toBe(await holder());
    }
  });

  it('releases only what it holds', async () => {
    const lock = await takeLock(path, around);
    await put(path, deadOwner('other'));
    await lock.release();
    expect(await holder()).toBe('other');
  });
});
