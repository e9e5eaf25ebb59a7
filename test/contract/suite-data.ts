import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connect, Connection } from './connections.ts';
import { canonicalJson, feedbackCsv, judgedRows } from './tiny-data.ts';
import { emptyWorkspace, ended, fileWith, filledWorkspace, importText } from './workspaces.ts';

const RAGGED = 'query,key,correct\nrn,nurse,yes\nrn,nurse,yes,more\n';

export function describeData(connect: Connect): void {
  describe('importing', () => {
    let folder = '';
    let engine: Connection;
    beforeEach(async () => {
      folder = await emptyWorkspace();
      engine = await connect({ folder });
    });
    afterEach(() => engine.close());

    const uploads = () => readdir(join(folder, 'cache', 'uploads')).catch(() => []);

    it('looks at a file and at a dropped one alike, and changes nothing', async () => {
      const { client } = engine;
      const path = await fileWith(feedbackCsv(), 'feedback.csv');
      const dropped = { name: 'feedback.csv', content: new Blob([feedbackCsv()]) };
      const preview = await client.data.inspect({ source: { path } });
      const rows = judgedRows();
      expect(preview).toMatchObject({
        ...{ name: 'feedback.csv', kind: 'feedback', format: 'CSV, comma', encoding: 'UTF-8' },
        mapping: { query: 'query', key: 'key', verdict: 'correct' },
        counts: { entries: 0, judgments: rows.length },
      });
      expect(await client.data.inspect({ source: dropped })).toEqual(preview);
      expect((await client.workspace.get()).counts.judgments).toBe(0);
    });

    it.each([
      ['a file that is not there', '/no/such/file.csv', 'NOT_FOUND'],
      ['a folder', tmpdir(), 'BAD_INPUT'],
    ])('says so of %s', async (_, path, code) => {
      await expect(engine.client.data.inspect({ source: { path } })).rejects.toMatchObject({
        code,
        data: { remedy: expect.any(String) },
      });
    });

    it('imports a dictionary and judgments, and keeps the originals', async () => {
      const { client } = engine;
      const path = await fileWith(canonicalJson(), 'occupations.json');
      const { id } = await client.jobs.import({ source: { path }, kind: 'canonical' });
      const first = await ended(client, id);
      expect(first).toMatchObject({
        ...{ kind: 'import', title: 'Import occupations.json', status: 'done', error: null },
        imported: { kind: 'canonical', counts: { entries: 30 }, skipped: 0 },
        stages: [
          { stage: 'read', state: 'done', detail: expect.stringContaining('30 entries') },
          { stage: 'store', state: 'done' },
        ],
      });
      const second = await importText(client, 'feedback', feedbackCsv());
      expect(second.imported?.counts.judgments).toBe(judgedRows().length);
      const summary = await client.workspace.get();
      expect(summary.imports).toEqual([first.imported, second.imported]);
      const said = new Set(judgedRows().map((row) => Object.values(row).join(' ').toLowerCase()));
      expect(summary.counts).toMatchObject({ entries: 30, judgments: said.size });
      const originals = await readdir(join(folder, 'data', 'originals'));
      expect(originals.map((name) => name.slice(65)).sort()).toEqual([
        'feedback.csv',
        'occupations.json',
      ]);
      expect(await uploads()).toEqual([]);
    });

    it('brings nothing twice', async () => {
      const { client } = engine;
      await importText(client, 'canonical', canonicalJson());
      await importText(client, 'feedback', feedbackCsv());
      const { counts, dataHash } = await client.workspace.get();
      const again = await importText(client, 'feedback', feedbackCsv());
      expect(again.imported?.skipped).toBe(judgedRows().length);
      const after = await client.workspace.get();
      expect(after.counts).toEqual(counts);
      expect(after.dataHash).not.toBe(dataHash); // the import itself is on record
    });

    it('takes all of a file or nothing, says where the fault lies, and leaves no upload', async () => {
      const { client } = engine;
      await importText(client, 'canonical', canonicalJson());
      const before = await client.workspace.get();
      const failed = await importText(client, 'feedback', RAGGED);
      expect(failed).toMatchObject({ status: 'failed', imported: null });
      expect(failed.error).toMatchObject({
        ...{ code: 'BAD_INPUT', file: 'feedback.csv', line: 3, remedy: expect.any(String) },
      });
      expect(await client.workspace.get()).toEqual(before);
      expect(await uploads()).toEqual([]);
    });

    it('tells the place of a fault when a file is looked at', async () => {
      const source = { name: 'broken.json', content: new Blob(['{"a": ["b"],\n "c": [}']) };
      await expect(engine.client.data.inspect({ source })).rejects.toMatchObject({
        code: 'BAD_INPUT',
        message: expect.any(String),
        data: { file: 'broken.json', line: 2, remedy: expect.any(String) },
      });
    });
  });

  describe('the lists of data', () => {
    let engine: Connection;
    beforeEach(async () => {
      engine = await connect({ folder: await filledWorkspace() });
    });
    afterEach(() => engine.close());

    it('gives entries in pages and by a filter, case and accents aside', async () => {
      const { data } = engine.client;
      const all = await data.entries({});
      expect(all.total).toBe(30);
      const page = await data.entries({ offset: 28, limit: 5 });
      expect(page).toEqual({ total: 30, rows: all.rows.slice(28) });
      const nurses = await data.entries({ filter: 'NÜRSE' });
      expect(nurses.rows.map(({ key }) => key)).toEqual(['nurse', 'midwife']);
      expect(nurses.rows[0]).toMatchObject({ judgments: { yes: 8 }, termCount: 4 });
      expect((await data.entries({ filter: 'nothing like it' })).total).toBe(0);
    });

    it('gives judgments newest first, each with its split and its entry', async () => {
      const { data } = engine.client;
      const { total, rows } = await data.judgments({ limit: 500 });
      const last = judgedRows().at(-1);
      expect(rows[0]).toMatchObject({ query: last?.query, key: last?.key, source: 'import' });
      expect(total).toBe(rows.length);
      const splits = new Set(rows.map(({ split }) => split));
      expect(splits).toEqual(new Set(['train', 'calibrate', 'test']));
      expect(rows.find(({ key }) => key === 'chef')?.entryName).toBe('chef');
      const page = await data.judgments({ filter: 'chef', offset: 1, limit: 2 });
      const chefs = rows.filter(({ query, key }) => /chef/i.test(`${query} ${key}`));
      expect(page).toEqual({ total: chefs.length, rows: chefs.slice(1, 3) });
    });

    it('finds what is wrong with the data', async () => {
      const { client } = engine;
      await importText(
        client,
        'feedback',
        'query,key,correct\nrn,ghost,yes\nx,nurse,yes\nX,nurse,no\n',
      );
      const findings = await client.data.findings();
      const rules = findings.map(({ rule }) => rule);
      expect(rules).toContain('test-queries-are-terms');
      expect(findings.find(({ rule }) => rule === 'contradicting-judgments')?.count).toBe(2);
      expect(findings.find(({ rule }) => rule === 'unknown-keys')?.rows[0]?.text).toContain(
        'ghost',
      );
    });
  });
}
