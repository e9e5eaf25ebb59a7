import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobState } from '#core/contract/jobs.ts';
import type { MatchedTable, MatchTableRequest } from '#core/contract/tables.ts';
import type { Connect, Connection } from './connections.ts';
import { judgedRows } from './tiny-data.ts';
import { type Client, ended, fileWith, filledWorkspace, trainedWorkspace } from './workspaces.ts';

/** Runs a match, however it ends. */
async function match(client: Client, request: MatchTableRequest): Promise<JobState> {
  return ended(client, (await client.jobs.match(request)).id);
}

/** Matches a table to its end. */
export async function matchedBy(client: Client, request: MatchTableRequest): Promise<MatchedTable> {
  const job = await match(client, request);
  expect(job).toMatchObject({ status: 'done', error: null });
  if (!job.matched) throw new Error('Nothing was matched.');
  return job.matched;
}

export const QUERIES = judgedRows(120).map(({ query }) => query);
const TABLE = `id,title\n${QUERIES.map((query, n) => `${n},${query}`).join('\n')}\n`;

export function describeMatchTables(connect: Connect): void {
  describe('matching tables', () => {
    let engine: Connection;
    let client: Client;
    let folder = '';
    beforeAll(async () => {
      folder = await trainedWorkspace();
      engine = await connect({ folder });
      client = engine.client;
    });
    afterAll(() => engine.close());

    it('gives for each row what a search gives', async () => {
      const path = await fileWith(TABLE, 'in.csv');
      const table = await matchedBy(client, { source: { path }, column: 'title', k: 4 });
      const { rows } = await client.match.page({ id: table.id, limit: 500 });
      expect(rows.map(({ text }) => text)).toEqual(QUERIES);
      for (const { text, hits, chosen } of rows.slice(0, 40)) {
        const { results } = await client.search.query({ text, k: 4 });
        expect(chosen?.key ?? null).toBe(results[0]?.key ?? null);
        expect(hits.map(({ key, name, term, band }) => ({ key, name, term, band }))).toEqual(
          results.map(({ key, name, term, band }) => ({ key, name, term, band })),
        );
        for (const [n, hit] of hits.entries()) {
          expect(hit.probability).toBeCloseTo(results[n]?.probability ?? -1, 6);
          expect(hit.contributions.map(({ name }) => name)).toEqual(
            results[n]?.contributions.map(({ name }) => name),
          );
        }
      }
      const { version, rows: count, done, status, bands, seconds, rate } = table;
      expect({ version, count, done, status }).toEqual({
        version: (await client.workspace.get()).inUse,
        ...{ count: QUERIES.length, done: QUERIES.length, status: 'done' },
      });
      expect(Object.values(bands).reduce((a, b) => a + b, 0)).toBe(QUERIES.length);
      expect(rate).toBeCloseTo(QUERIES.length / seconds, 6);
      expect((await client.match.tables())[0]).toEqual(table);
    });

    it('takes a table from a browser, and hands it back with the results', async () => {
      const content = new Blob(['\ufefftitle;n\r\nregistred nurs;1\r\n;2\r\n']);
      const source = { name: 'titles.csv', content };
      const preview = await client.match.inspect({ source });
      expect(preview).toMatchObject({
        ...{ name: 'titles.csv', encoding: 'UTF-8 with BOM', suggested: 'title', rows: 2 },
      });
      const { id } = await matchedBy(client, { source, column: 'title', k: 1 });
      const csv = await client.match.export({ id, format: 'csv' });
      expect(csv).toMatchObject({ name: 'titles-matched.csv', rows: 2, bytes: csv.content?.size });
      const text = Buffer.from((await csv.content?.arrayBuffer()) ?? new ArrayBuffer()).toString();
      expect(text.split('\r\n')).toEqual([
        '\ufefftitle;n;match_key;match_name;match_term;match_probability;match_band;match_chosen_by',
        expect.stringMatching(/^registred nurs;1;nurse;nurse;Registered Nurse;0\.\d+;\w+;best$/),
        ';2;;;;;;',
        '',
      ]);
      const parquet = await client.match.export({ id, format: 'parquet', explanations: true });
      const rows = await parquetReadObjects({
        file: (await parquet.content?.arrayBuffer()) ?? new ArrayBuffer(),
      });
      expect(rows[0]).toMatchObject({ title: 'registred nurs', match_key: 'nurse' });
      expect(rows[0]?.match_explanation).toContainEqual(
        expect.objectContaining({ name: expect.any(String), logOdds: expect.any(Number) }),
      );
      await client.match.remove({ id });
      await expect(client.match.page({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('writes an export to a path in one step', async () => {
      const path = await fileWith('title\nplumbr\n', 'in.csv');
      const { id } = await matchedBy(client, { source: { path }, column: 'title', k: 1 });
      const out = `${path}.out`;
      await writeFile(out, 'earlier');
      const done = await client.match.export({ id, format: 'jsonl', path: out, prefix: '' });
      expect(done).toMatchObject({ name: 'in.csv.out', rows: 1, content: null });
      const line = await readFile(out, 'utf8');
      expect(done.bytes).toBe(line.length);
      expect(JSON.parse(line)).toMatchObject({
        title: 'plumbr',
        key: 'plumber',
        chosen_by: 'best',
      });
      const to = (place: string) => client.match.export({ id, format: 'csv', path: place });
      await expect(to(folder)).rejects.toMatchObject({ code: 'BAD_INPUT' });
      await expect(to(join(folder, 'gone', 'x.csv'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
      // Its own source may be replaced: every row is kept.
      await to(path);
      expect(await readFile(path, 'utf8')).toMatch(/^title,match_key[\s\S]*plumbr,plumber/);
      await client.match.remove({ id });
    });

    it('keeps a decision, which is a judgment too, until it is taken back', async () => {
      const path = await fileWith('title\nward pipe person\n \n', 'in.csv');
      const { id } = await matchedBy(client, { source: { path }, column: 'title', k: 2 });
      const judged = async () => (await client.data.judgments({ filter: 'ward pipe' })).rows;
      const correct = (decision: { key: string } | { none: true } | { undo: true }, row = 1) =>
        client.match.correct({ id, row, decision });
      const before = (await client.match.page({ id })).rows[0];

      expect(await correct({ key: 'chef' })).toMatchObject({
        chosen: { key: 'chef', name: 'chef', by: 'person' },
      });
      expect(await judged()).toMatchObject([{ key: 'chef', verdict: 'yes', source: 'search' }]);
      // Another decision replaces it, and its judgment.
      const best = before?.hits[0]?.key;
      expect(await correct({ none: true })).toMatchObject({ chosen: null, rejected: true });
      expect(await judged()).toMatchObject([{ key: best, verdict: 'no' }]);
      expect((await client.match.tables()).find((table) => table.id === id)?.corrected).toBe(1);
      expect((await client.match.page({ id, band: 'corrected' })).total).toBe(1);
      // A judgment that was taken back elsewhere is no hindrance.
      await client.data.undo({ id: (await judged())[0]?.id ?? '' });
      expect(await correct({ undo: true })).toEqual(before);
      expect(await judged()).toEqual([]);

      // A row without a text is decided, but nothing is judged.
      const { total } = await client.data.judgments({});
      expect(await correct({ key: 'chef' }, 2)).toMatchObject({ chosen: { key: 'chef' } });
      expect((await client.data.judgments({})).total).toBe(total);

      await expect(correct({ key: 'ghost' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(correct({ none: true }, 3)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await client.match.remove({ id });
    });

    it('gives each entry to one row where that is wanted', async () => {
      const path = await fileWith('title\nplumber\nplumbr\nplumbing\n', 'in.csv');
      const request = { source: { path }, column: 'title', k: 5, oneToOne: true };
      const { id } = await matchedBy(client, request);
      const { rows } = await client.match.page({ id });
      const keys = rows.flatMap(({ chosen }) => (chosen ? [chosen.key] : []));
      expect(new Set(keys).size).toBe(keys.length);
      expect(rows[0]?.chosen).toMatchObject({ key: 'plumber', by: 'assignment' });
      await client.match.remove({ id });
    });

    it('says what is wrong with a table, a version or a collection, and leaves nothing', async () => {
      const path = await fileWith('a,b\n1,2\n', 'in.csv');
      const known = (await client.match.tables()).length;
      const job = await match(client, { source: { path }, column: 'title' });
      expect(job).toMatchObject({
        ...{ status: 'failed', matched: null },
        error: {
          code: 'BAD_INPUT',
          file: 'in.csv',
          line: 1,
          message: 'There is no column “title”.',
        },
      });
      const ask = (change: Partial<MatchTableRequest>) =>
        client.jobs.match({ source: { path }, column: 'a', ...change });
      await expect(ask({ version: 'v20200101-1' })).rejects.toMatchObject({ code: 'NO_VERSION' });
      await expect(ask({ in: 'nowhere' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        data: { remedy: expect.stringContaining('canonical') },
      });
      await expect(ask({ source: { path: folder } })).rejects.toMatchObject({ code: 'BAD_INPUT' });
      await expect(ask({ source: { path: '/no.csv' } })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      for (const id of ['m20200101-000000-1', '../../etc', '']) {
        await expect(client.match.page({ id })).rejects.toMatchObject({
          code: expect.stringMatching(/NOT_FOUND|BAD_REQUEST/),
        });
      }
      expect(await client.match.tables()).toHaveLength(known);
    });

    it('has nothing to match with before there is a version', async () => {
      const fresh = await connect({ folder: await filledWorkspace() });
      try {
        const path = await fileWith(TABLE, 'in.csv');
        await expect(
          fresh.client.jobs.match({ source: { path }, column: 'title' }),
        ).rejects.toMatchObject({ code: 'NO_VERSION', data: { remedy: expect.any(String) } });
        expect(await fresh.client.match.tables()).toEqual([]);
      } finally {
        await fresh.close();
      }
    });
  });
}
