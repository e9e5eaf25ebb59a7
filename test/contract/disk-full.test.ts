import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import { afterAll, describe, expect, it } from 'vitest';
import { createEngine } from '#core/engine.ts';
import { nodeRunJob } from '#core/node-jobs.ts';
import { nodeWiring } from '#core/node-wiring.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { versionReader } from '#core/versions/version-store.ts';
import { fillableFiles } from './failing-files.ts';
import {
  type Client,
  filledWorkspace,
  importText,
  removeFolders,
  train,
  trainedWorkspace,
} from './workspaces.ts';

afterAll(removeFolders);

async function engineOnDisk(folder: string) {
  const disk = fillableFiles(nodeWiring().files);
  const wiring = { ...nodeWiring(), files: disk.files };
  const engine = await createEngine(
    { folder, readOnly: false },
    {
      ...wiring,
      quietContext: silentContext(wiring.clock),
      jobRunner: (of) => nodeRunJob(of, wiring),
    },
  );
  return { ...engine, disk };
}

/** The code of what went wrong, wherever it did: when the job was asked for, or in it. */
async function codeOf(work: () => ReturnType<typeof train>): Promise<string | null> {
  try {
    return (await work()).error?.code ?? null;
  } catch (error) {
    if (error instanceof ORPCError) return error.code;
    throw error;
  }
}

async function expectWhole(folder: string, client: Client): Promise<void> {
  const versions = versionReader(nodeWiring().files, join(folder, 'versions'));
  const ids = (await versions.list()).map(({ id }) => id);
  for (const id of ids) expect(await versions.verify(id)).toEqual([]);
  expect((await readdir(join(folder, 'versions'))).sort()).toEqual([...ids].sort());
  const { latest } = await client.workspace.get();
  expect(ids).toContain(latest);
  expect((await client.search.query({ text: 'plumbr' })).results[0]?.key).toBe('plumber');
}

async function writesOf(folder: string, work: (client: Client) => Promise<unknown>) {
  const engine = await engineOnDisk(folder);
  const before = engine.disk.changes();
  await work(engine.client);
  await engine.close();
  return engine.disk.changes() - before;
}

/** About ten moments, the first and the last among them. */
function moments(writes: number): number[] {
  const step = Math.max(1, Math.floor(writes / 8));
  return [...new Set([1, 2, ...Array.from({ length: 8 }, (_, n) => 3 + n * step), writes])].filter(
    (nth) => nth <= writes,
  );
}

describe('a disk that fills up', () => {
  it('during a training leaves versions whole; the next training works', async () => {
    const writes = await writesOf(await trainedWorkspace(), (client) => train(client));
    expect(writes).toBeGreaterThan(15);
    const folder = await trainedWorkspace();
    const engine = await engineOnDisk(folder);
    const codes: (string | null)[] = [];
    for (const nth of moments(writes)) {
      const before = (await engine.client.versions.list()).length;
      engine.disk.fill(nth);
      const code = await codeOf(() => train(engine.client));
      codes.push(code);
      const after = (await engine.client.versions.list()).length;
      // Only the very last writes, of the record and of latest, come after the version.
      expect(code === 'DISK_FULL' ? after === before : code === null, `write ${nth}`).toBe(true);
      await expectWhole(folder, engine.client);
      engine.disk.free();
    }
    expect(codes.filter((code) => code === 'DISK_FULL').length).toBeGreaterThan(6);
    const job = await train(engine.client);
    expect(job).toMatchObject({ status: 'done', train: { promoted: true } });
    await expectWhole(folder, engine.client);
    await engine.close();
  }, 60_000);

  it('during an import or a judgment keeps what was there, and nothing of the rest', async () => {
    const csv = 'query,key,correct\nnew one,chef,yes\nnew two,chef,no\n';
    const writes = await writesOf(await filledWorkspace(), (client) =>
      importText(client, 'feedback', csv),
    );
    const folder = await filledWorkspace();
    const engine = await engineOnDisk(folder);
    const { counts, dataHash } = await engine.client.workspace.get();
    for (let nth = 1; nth < writes; nth += 1) {
      engine.disk.fill(nth);
      const code = await codeOf(() => importText(engine.client, 'feedback', csv));
      const judged = engine.client.data.judge({ query: 'x', key: 'chef', verdict: 'yes' });
      await expect(judged).rejects.toMatchObject({ code: 'DISK_FULL' });
      engine.disk.free();
      if (code === null) break;
      expect(code).toBe('DISK_FULL');
      expect(await engine.client.workspace.get()).toMatchObject({ counts, dataHash });
      const uploads = await readdir(join(folder, 'cache', 'uploads')).catch(() => []);
      expect(uploads).toEqual([]);
    }
    await importText(engine.client, 'feedback', csv);
    expect((await engine.client.workspace.get()).counts.judgments).toBe(counts.judgments + 2);
    await engine.close();
  });
});
