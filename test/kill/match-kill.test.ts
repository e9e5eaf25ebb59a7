import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNodeEngine } from '#core/node-engine.ts';
import { murmur3 } from '#core/workspace/murmur3.ts';
import { buildScript, matchWorkerScript, workerScript } from '#test/contract/built-worker.ts';
import { judgedRows } from '#test/contract/tiny-data.ts';
import { fileWith, removeFolders, trainedWorkspace } from '#test/contract/workspaces.ts';
import { said, startChild, type Word } from './run-child.ts';

const ROWS = 2500;
const KILLS = 6;

let child = '';
let worker = '';
let matcher = '';
let path = '';
let folder = '';
let expected: Buffer[] = [];
/** Milliseconds from the job's start to the child's end, unharmed. */
let pass = 0;

/** Starts the child and kills it `after` milliseconds after its job began; never when that is infinite. */
async function matchUntil(
  workspace: string,
  after: number,
): Promise<{ words: Word[]; milliseconds: number }> {
  let began = 0;
  const running = startChild(child, [workspace, worker, matcher, path], (count) => {
    if (count === 0 || began > 0) return;
    began = performance.now();
    if (Number.isFinite(after)) setTimeout(running.kill, after);
  });
  const words = await running.ended;
  return { words, milliseconds: performance.now() - began };
}

const filesOf = (workspace: string, id: string) =>
  Promise.all(
    ['rows.jsonl', 'rows.idx'].map((name) => readFile(join(workspace, 'matches', id, name))),
  );

/** What a match gives that no other thread takes part in. */
async function filesOfOneThread(workspace: string): Promise<Buffer[]> {
  const engine = await openNodeEngine({ folder: workspace });
  try {
    const { jobs } = engine.client;
    const { id } = await jobs.match({ source: { path }, column: 'text', k: 2, oneToOne: true });
    for await (const { status, matched } of await jobs.watch({ id })) {
      if (status === 'done' && matched) return filesOf(workspace, matched.id);
    }
    throw new Error('Nothing was matched.');
  } finally {
    await engine.close();
  }
}

beforeAll(async () => {
  child = await buildScript(fileURLToPath(new URL('match-child.ts', import.meta.url)));
  worker = await workerScript();
  matcher = await matchWorkerScript();
  const queries = judgedRows(200).map(({ query }) => query);
  const lines = Array.from({ length: ROWS }, (_, n) => `${queries[n % 200]} ${n % 1700}`);
  path = await fileWith(`text\n${lines.join('\n')}\n`, 'long.csv');
  folder = await trainedWorkspace();
  const unharmed = await trainedWorkspace();
  const { words, milliseconds } = await matchUntil(unharmed, Number.POSITIVE_INFINITY);
  expect(said(words, 'closed')).toEqual(['true']);
  expected = await filesOf(unharmed, said(words, 'matched')[0] ?? '');
  pass = milliseconds;
  expect(await filesOfOneThread(unharmed)).toEqual(expected);
}, 120_000);
afterAll(removeFolders);

describe('kill -9 while a table is matched', () => {
  const moments = Array.from({ length: KILLS }, (_, n) => murmur3(`match ${n}`) / 2 ** 32);

  it.each(moments)(
    'at %d of half a pass loses no row that was there',
    async (moment) => {
      const { words } = await matchUntil(folder, (moment * pass) / 2);
      const told = said(words, 'rows').map(Number);
      const reader = await openNodeEngine({ folder, readOnly: true });
      try {
        for (const table of await reader.client.match.tables()) {
          expect(table.done).toBeGreaterThanOrEqual(Math.max(0, ...told));
          const last = { id: table.id, offset: Math.max(0, table.done - 1) };
          const { total, rows } = await reader.client.match.page(last);
          expect(total).toBe(table.done);
          expect(rows.map(({ row }) => row)).toEqual(table.done > 0 ? [table.done] : []);
        }
      } finally {
        await reader.close();
      }
    },
    60_000,
  );

  it('comes out as one that was never cut off, byte for byte', async () => {
    const { words } = await matchUntil(folder, Number.POSITIVE_INFINITY);
    expect(said(words, 'closed')).toEqual(['true']);
    const engine = await openNodeEngine({ folder });
    try {
      const { client } = engine;
      const tables = await client.match.tables();
      const done = tables.find(({ status }) => status === 'done');
      expect(done).toMatchObject({ rows: ROWS, done: ROWS });
      expect(await filesOf(folder, done?.id ?? '')).toEqual(expected);
      // No job is left over that nobody needs.
      expect(await client.jobs.list()).toEqual([]);
      for (const { id } of tables) await client.match.remove({ id });
      expect(await client.match.tables()).toEqual([]);
    } finally {
      await engine.close();
    }
  }, 90_000);
});
