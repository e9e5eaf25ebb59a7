import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Settings } from '#core/contract/workspace.ts';
import type { Files } from '#core/platform/files.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { layoutOf } from '#core/workspace/layout.ts';
import { checkWorkspaceFile, readAnyWorkspaceFile } from '#core/workspace/workspace-file.ts';
import { MIGRATIONS, migrateWorkspace } from './migrate.ts';
import type { Migration } from './migration.ts';

const files = nodeFiles();
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-migrate-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function draft(content: Record<string, unknown>, to: Files = files) {
  const layout = layoutOf(folder);
  await to.writeAtomic(layout.workspaceFile, JSON.stringify(content));
  return layout;
}

describe('0 -> 1', () => {
  const before = { title: 'Job titles', created: '2026-01-02T03:04:05.000Z', note: 'kept' };

  it('names, dates and settings move to their places, and so does the collection', async () => {
    const layout = await draft(before);
    await files.makeFolder(join(folder, 'data'));
    await files.writeAtomic(join(folder, 'data', 'canonical.jsonl'), '{"key":"a","terms":["b"]}\n');
    expect(await migrateWorkspace(files, layout)).toEqual([MIGRATIONS[0]?.title]);
    const after = await readAnyWorkspaceFile(files, layout);
    expect(after).toMatchObject({ schema: 1, note: 'kept' });
    expect(checkWorkspaceFile(after, layout.workspaceFile)).toEqual({
      schema: 1,
      name: 'Job titles',
      createdAt: before.created,
      settings: Settings.parse({}),
    });
    expect(await files.list(join(folder, 'data'))).toEqual(['collections']);
    expect(await files.readText(layout.canonical)).toContain('"key":"a"');
    expect(await migrateWorkspace(files, layout)).toEqual([]);
  });

  it('goes on where a kill stopped it', async () => {
    const layout = await draft(before);
    await files.makeFolder(join(folder, 'data'));
    await files.writeAtomic(join(folder, 'data', 'canonical.jsonl'), '{}\n');
    const killed: Files = { ...files, writeAtomic: () => Promise.reject(new Error('killed')) };
    await expect(migrateWorkspace(killed, layout)).rejects.toThrow('killed');
    expect(await files.exists(layout.canonical)).toBe(true);
    await migrateWorkspace(files, layout);
    expect(await readAnyWorkspaceFile(files, layout)).toMatchObject({
      schema: 1,
      name: 'Job titles',
    });
    expect(await files.readText(layout.canonical)).toBe('{}\n');
  });
});

describe('the mechanism', () => {
  const step = (from: number): Migration => ({
    from,
    title: `step ${from}`,
    migrate: async (_, __, file) => ({
      ...file,
      steps: [...((file.steps as number[]) ?? []), from],
    }),
  });

  it('steps to any schema, in order, and keeps each step', async () => {
    const steps = [step(2), step(0), step(1)];
    const layout = await draft({ schema: 0 });
    expect(await migrateWorkspace(files, layout, 2, steps)).toEqual(['step 0', 'step 1']);
    expect(await readAnyWorkspaceFile(files, layout)).toEqual({ schema: 2, steps: [0, 1] });
    const failing = [{ ...step(2), migrate: () => Promise.reject(new Error('no')) }];
    await expect(migrateWorkspace(files, layout, 3, failing)).rejects.toThrow('no');
    expect(await readAnyWorkspaceFile(files, layout)).toEqual({ schema: 2, steps: [0, 1] });
    expect(await migrateWorkspace(files, layout, 3, steps)).toEqual(['step 2']);
  });

  it('has one step from each schema to the next', () => {
    expect(MIGRATIONS.map(({ from }) => from)).toEqual(MIGRATIONS.map((_, at) => at));
  });

  it('leaves a newer workspace alone and refuses a schema that never was', async () => {
    const layout = await draft({ schema: 7 });
    expect(await migrateWorkspace(files, layout)).toEqual([]);
    await draft({ schema: -1 });
    await expect(migrateWorkspace(files, layout)).rejects.toMatchObject({ code: 'DAMAGED' });
  });
});
