import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobState } from '#core/contract/jobs.ts';
import type { Connect, Connection } from './connections.ts';
import { matchedBy, QUERIES } from './suite-match-tables.ts';
import { type Client, ended, fileWith, trainedWorkspace } from './workspaces.ts';

/** Follows a match until some of its rows are there. */
async function untilRows(client: Client, id: string): Promise<JobState> {
  for await (const state of await client.jobs.watch({ id })) {
    const at = state.stages.find(({ stage }) => stage === 'match');
    if (at && at.state !== 'waiting' && at.done > 600) return state;
  }
  throw new Error('No row was ever matched.');
}

export function describeMatchResume(connect: Connect): void {
  describe('a table whose matching stops', () => {
    let engine: Connection;
    let client: Client;
    beforeAll(async () => {
      engine = await connect({ folder: await trainedWorkspace() });
      client = engine.client;
    });
    afterAll(() => engine.close());

    it('keeps what is matched when it is cancelled, and goes on from there', async () => {
      const lines = Array.from({ length: 2000 }, (_, n) => `${QUERIES[n % 120]} ${n}`);
      const source = { name: 'long.csv', content: new Blob([`title\n${lines.join('\n')}\n`]) };
      const request = { source, column: 'title', k: 1 };
      const { id } = await client.jobs.match(request);
      const { matched } = await untilRows(client, id);
      await expect(client.match.remove({ id: matched?.id ?? '' })).rejects.toMatchObject({
        code: 'BUSY',
      });
      await client.jobs.cancel({ id });
      const cancelled = await ended(client, id);
      expect(cancelled).toMatchObject({
        status: 'cancelled',
        error: { code: 'CANCELLED', remedy: expect.stringContaining('kept') },
        matched: { status: 'unfinished', rows: 2000 },
      });
      const done = cancelled.matched?.done ?? 0;
      expect(done).toBeGreaterThan(500);
      expect(done).toBeLessThan(2000);
      expect(
        (await client.match.page({ id: matched?.id ?? '', offset: done - 1 })).rows,
      ).toHaveLength(1);

      const again = await matchedBy(client, request);
      expect(again).toMatchObject({ id: matched?.id, status: 'done', done: 2000 });
      const { total, rows } = await client.match.page({ id: again.id, offset: 1999 });
      expect({ total, text: rows[0]?.text }).toEqual({ total: 2000, text: lines[1999] });
      await expect(client.jobs.resume({ id })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    });

    it('goes on by the name of its job or of the table', async () => {
      const lines = Array.from({ length: 1600 }, (_, n) => `${QUERIES[n % 120]} ${n}`);
      const path = await fileWith(`title\n${lines.join('\n')}\n`, 'long.csv');
      const request = { source: { path }, column: 'title', k: 1 };
      const first = await client.jobs.match(request);
      const { matched } = await untilRows(client, first.id);
      await client.jobs.cancel(first);
      expect((await ended(client, first.id)).status).toBe('cancelled');
      const second = await client.jobs.resume(first);
      await client.jobs.cancel(second);
      await ended(client, second.id);
      const third = await client.jobs.resume({ id: matched?.id ?? '' });
      // It is named before it is matched on.
      expect((await ended(client, third.id)).matched).toMatchObject({
        ...{ id: matched?.id, status: 'done', done: 1600 },
      });
      await rm(path);
    });

    it('of an engine that closes is resumed by the next one', async () => {
      const other = await trainedWorkspace();
      const before = await connect({ folder: other });
      const lines = Array.from({ length: 1600 }, (_, n) => `${QUERIES[n % 120]} ${n}`);
      const path = await fileWith(`title\n${lines.join('\n')}\n`, 'long.csv');
      const { id } = await before.client.jobs.match({ source: { path }, column: 'title' });
      await untilRows(before.client, id);
      await before.close();
      const after = await connect({ folder: other });
      try {
        expect(await after.client.jobs.list()).toMatchObject([{ id, status: 'interrupted' }]);
        const [left] = await after.client.match.tables();
        expect(left).toMatchObject({ status: 'unfinished' });
        const next = await after.client.jobs.resume({ id });
        const job = await ended(after.client, next.id);
        expect(job.matched).toMatchObject({ id: left?.id, status: 'done', done: 1600 });
        expect((await after.client.jobs.list()).map(({ status }) => status)).toEqual(['done']);
      } finally {
        await after.close();
      }
    });
  });
}
