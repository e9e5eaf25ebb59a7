import { expect } from 'vitest';
import { createJobManager } from '#core/jobs/job-manager.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { latestReader, latestWriter } from '#core/versions/latest.ts';
import { versionReader, versionWriter } from '#core/versions/version-store.ts';
import { layoutOf } from '#core/workspace/layout.ts';
import {
  openForReading,
  openForWriting,
  type WorkspaceReader,
  type WorkspaceWriter,
} from '#core/workspace/open-workspace.ts';
import { loadSnapshot } from '#core/workspace/snapshot.ts';
import { said, type Word } from './run-child.ts';
import { ROWS } from './script.ts';

const files = nodeFiles();
const clock = nodeClock();

/** Looks at a workspace as a reader finds it after the kill, then as the next writer does. */
async function afterKill(
  folder: string,
  look: (workspace: WorkspaceReader) => Promise<void>,
  work: (workspace: WorkspaceWriter) => Promise<void> = async () => {},
): Promise<void> {
  await look(await openForReading(folder, files));
  const workspace = await openForWriting(folder, { files, clock });
  await look(workspace);
  await work(workspace);
  await workspace.close();
}

/** What happened may be one step ahead of what the child lived to tell. */
function expectTold(happened: readonly string[], told: readonly string[]): void {
  expect(happened.slice(0, told.length)).toEqual(told);
  expect(happened.length - told.length).toBeLessThanOrEqual(1);
}

export async function checkDecisions(folder: string, words: readonly Word[]): Promise<void> {
  const undone = new Set(said(words, 'undone'));
  const kept = said(words, 'judged').filter((id) => !undone.has(id));
  const look = async ({ ledger }: WorkspaceReader) => {
    const found = new Set((await ledger.read()).effective.map(({ id }) => id));
    for (const id of undone) expect(found.has(id)).toBe(false);
    // The last decision may have been taken back without the child having lived to say so.
    expect(kept.slice(0, -1).filter((id) => !found.has(id))).toEqual([]);
    expect(found.size - kept.length).toBeLessThanOrEqual(1);
  };
  await afterKill(folder, look, async ({ ledger }) => {
    const before = (await ledger.read()).effective.map(({ id }) => id);
    const next = await ledger.judge({ query: 'q', key: 'k', verdict: 'no', source: 'audit' });
    expect((await ledger.read()).effective.map(({ id }) => id)).toEqual([...before, next.id]);
  });
}

export async function checkImports(folder: string, words: readonly Word[]): Promise<void> {
  const told = said(words, 'imported');
  const look = async (workspace: WorkspaceReader) => {
    const { imports, judgments } = await loadSnapshot(workspace);
    expectTold(
      imports.map(({ id }) => id),
      told,
    );
    const feedback = imports.filter(({ kind }) => kind === 'feedback');
    expect(judgments).toHaveLength(ROWS * feedback.length);
  };
  await afterKill(folder, look, async (workspace) => {
    const { imports, judgments, entries } = await loadSnapshot(workspace);
    const collection = imports.findLast(({ kind }) => kind === 'canonical');
    const names = entries.map(({ key }) => `file ${key.slice(1)}.csv`);
    expect(names).toEqual(collection ? [collection.name] : []);
    const { ledger, collections } = layoutOf(folder);
    const lines = (await files.exists(ledger)) ? (await files.readText(ledger)).split('\n') : [''];
    expect(lines.length - 1).toBe(judgments.length + 2 * imports.length);
    expect(await files.list(collections)).toEqual(collection ? ['canonical.jsonl'] : []);
  });
}

export async function checkVersions(folder: string, words: readonly Word[]): Promise<void> {
  const told = said(words, 'version');
  const look = async ({ layout }: WorkspaceReader) => {
    const versions = versionReader(files, layout.versions);
    const latest = latestReader(files, layout);
    const list = await versions.list();
    expect(list.filter(({ damage }) => damage !== null)).toEqual([]);
    const ids = list.map(({ id }) => id).reverse();
    for (const id of ids) expect(await versions.verify(id)).toEqual([]);
    expectTold(ids, told);
    const current = await latest.latest();
    expect([said(words, 'latest').at(-1) ?? null, told.at(-1)]).toContain(current);
    const promoted = ids.slice(0, current === null ? 0 : ids.indexOf(current) + 1);
    expect((await latest.history()).map(({ to }) => to)).toEqual(promoted);
  };
  await afterKill(folder, look, async (workspace) => {
    const { layout } = workspace;
    const versions = versionWriter(files, layout.versions, clock);
    await versions.removeLeftovers();
    await latestWriter(files, layout, { versions, clock }).repair();
    await look(workspace);
    const left = await files.list(layout.versions);
    expect(left).toHaveLength((await versions.list()).length);
  });
}

export async function checkJobs(folder: string, words: readonly Word[]): Promise<void> {
  const done = said(words, 'done');
  const look = () => Promise.resolve();
  await afterKill(folder, look, async ({ layout }) => {
    const runJob = () => Promise.resolve({});
    const manager = createJobManager({ files, folder: layout.jobs, clock, runJob });
    expect(await manager.open()).toEqual({ unreadable: [] });
    const left = manager.list().map(({ id }) => id);
    expect(left.filter((id) => done.includes(id))).toEqual([]);
    expect(left.length).toBeLessThanOrEqual(1);
    for (const id of left) {
      const next = await manager.resume(id);
      await manager.idle();
      expect(manager.get(next).status).toBe('done');
    }
    expect((await files.list(layout.jobs)).filter((name) => name.endsWith('.json'))).toEqual([]);
  });
}
