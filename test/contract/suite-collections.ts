import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportRequest, JobState } from '#core/contract/jobs.ts';
import { openNodeEngine } from '#core/node-engine.ts';
import type { Connect, Connection } from './connections.ts';
import { KEYS } from './tiny-data.ts';
import { type Client, ended, fileWith, filledWorkspace, train } from './workspaces.ts';

/** A table that says by its columns what its entries are. */
export const VACANCIES = [
  'ref,title,duties,salary,remote',
  'v1,Nurse wanted,Night shifts in a hospital,3200,false',
  'v2,Software person,"Writes, tests",4100,true',
  'v3,Someone for bread,,2500,false',
  '',
].join('\n');
export const COLUMNS = { key: 'ref', texts: ['title', 'duties'] };

/** Imports a text as a table that was dropped. */
export async function importTable(
  client: Client,
  text: string,
  request: Partial<ImportRequest>,
  name = 'table.csv',
): Promise<JobState> {
  const source = { name, content: new Blob([text]) };
  const whole = { source, kind: 'canonical' as const, ...request };
  return ended(client, (await client.jobs.import(whole)).id);
}

export function describeCollections(connect: Connect): void {
  describe('collections', () => {
    let folder = '';
    let engine: Connection;
    beforeEach(async () => {
      folder = await filledWorkspace();
      engine = await connect({ folder });
    });
    afterEach(() => engine.close());

    const bring = (text: string, request: Partial<ImportRequest>, name?: string) =>
      importTable(engine.client, text, request, name);
    const vacancies = () => bring(VACANCIES, { collection: 'vacancies', entryColumns: COLUMNS });

    it('are made of chosen columns of a table, and listed with what they hold', async () => {
      const { client } = engine;
      const job = await vacancies();
      expect(job).toMatchObject({
        ...{ status: 'done', error: null },
        imported: { kind: 'canonical', collection: 'vacancies', counts: { entries: 3, terms: 5 } },
      });
      expect(await client.data.collections()).toMatchObject([
        { name: 'canonical', entries: 30, fields: [], indexed: false },
        {
          ...{ name: 'vacancies', entries: 3, terms: 5, indexed: false },
          ...{ fields: ['salary', 'remote'], sha256: job.imported?.sha256 },
        },
      ]);
      const { rows, total } = await client.data.entries({
        collection: 'vacancies',
        filter: 'NURSE',
      });
      expect({ rows, total }).toEqual({
        total: 1,
        rows: [
          {
            ...{ key: 'v1', name: 'Nurse wanted', termCount: 2, judgments: { yes: 0, no: 0 } },
            terms: ['Nurse wanted', 'Night shifts in a hospital'],
          },
        ],
      });
      expect((await client.data.entries({})).total).toBe(30);
      expect((await client.workspace.get()).counts.entries).toBe(30);
    });

    it('are looked at with a guess at their columns, from a path and dropped alike', async () => {
      const { data } = engine.client;
      const path = await fileWith(VACANCIES, 'jobs.csv');
      const dropped = { name: 'jobs.csv', content: new Blob([VACANCIES]) };
      const preview = await data.inspect({ source: { path }, collection: 'vacancies' });
      expect(preview).toMatchObject({
        ...{ name: 'jobs.csv', kind: 'canonical', bytes: VACANCIES.length },
        entryColumns: { ...COLUMNS, joined: false },
        counts: { entries: 3, terms: 5 },
        columns: ['ref', 'title', 'duties', 'salary', 'remote'],
      });
      expect(await data.inspect({ source: dropped, collection: 'vacancies' })).toEqual(preview);
      const entryColumns = { key: 'REF', texts: ['title'], fields: ['salary'] };
      const chosen = await data.inspect({ source: dropped, entryColumns });
      expect(chosen).toMatchObject({
        counts: { terms: 3 },
        entryColumns: { ...entryColumns, key: 'ref', joined: false },
      });
    });

    it('take a dictionary as it is', async () => {
      const job = await bring('{"a": ["x", "y"], "b": ["z"]}', { collection: 'others' }, 'd.json');
      expect(job.imported).toMatchObject({ collection: 'others', counts: { terms: 3 } });
      expect((await engine.client.data.entries({ collection: 'others' })).total).toBe(2);
    });

    it('replace the canonical one from a table too', async () => {
      const text = VACANCIES.replaceAll('v1', KEYS[0] ?? '');
      await bring(text, { entryColumns: { ...COLUMNS, joined: true } });
      const { rows } = await engine.client.data.entries({});
      expect(rows).toMatchObject([
        { key: KEYS[0], terms: ['Nurse wanted, Night shifts in a hospital'] },
        { key: 'v2' },
        { key: 'v3' },
      ]);
    });

    it.each<[string, string, Partial<ImportRequest>, number | undefined]>([
      ['a key twice', VACANCIES.replace('v2', 'v1'), { entryColumns: COLUMNS }, 3],
      ['no such column', VACANCIES, { entryColumns: { key: 'id', texts: ['title'] } }, 1],
      ['a ragged row', `${VACANCIES}v4,x\n`, { entryColumns: COLUMNS }, 5],
      ['no columns of a table that needs them', VACANCIES, {}, 1],
      ['a NUL', VACANCIES.replace('bread', 'br\0ead'), { entryColumns: COLUMNS }, 4],
      ['a name of a device', VACANCIES, { collection: 'nul', entryColumns: COLUMNS }, undefined],
    ])('take all of a file or nothing: %s', async (_, text, request, line) => {
      const { client } = engine;
      const before = await client.workspace.get();
      const job = await bring(text, { collection: 'vacancies', ...request });
      expect(job).toMatchObject({ status: 'failed', imported: null });
      expect(job.error).toMatchObject({ code: 'BAD_INPUT', remedy: expect.any(String) });
      expect(job.error?.line).toBe(line);
      expect(await client.data.collections()).toHaveLength(1);
      expect(await client.workspace.get()).toEqual(before);
    });

    it.each(['../x', 'a b', ''])('have no name like %j', async (collection) => {
      const { client } = engine;
      const source = { name: 'f.csv', content: new Blob([VACANCIES]) };
      const request = { source, kind: 'canonical' as const, collection, entryColumns: COLUMNS };
      await expect(client.jobs.import(request)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      const removing = client.data.removeCollection({ collection });
      await expect(removing).rejects.toMatchObject({
        code: expect.stringMatching(/^(BAD_REQUEST|NOT_FOUND)$/),
      });
    });

    it('are named where one is not there', async () => {
      await vacancies();
      const asked = engine.client.data.entries({ collection: 'people' });
      await expect(asked).rejects.toMatchObject({
        code: 'NOT_FOUND',
        data: { remedy: expect.stringContaining('canonical, vacancies') },
      });
    });

    it('are removed, with their original kept, and imported again', async () => {
      const { client } = engine;
      await vacancies();
      const { dataHash } = await client.workspace.get();
      expect(await client.data.removeCollection({ collection: 'vacancies' })).toEqual({
        collection: 'vacancies',
      });
      expect((await client.data.collections()).map(({ name }) => name)).toEqual(['canonical']);
      expect((await client.workspace.get()).dataHash).not.toBe(dataHash);
      expect(await readdir(join(folder, 'data', 'originals'))).toHaveLength(3);
      const removing = client.data.removeCollection({ collection: 'vacancies' });
      await expect(removing).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await vacancies();
      expect((await client.data.entries({ collection: 'vacancies' })).total).toBe(3);
    });

    it('keep the canonical one', async () => {
      const removing = engine.client.data.removeCollection({ collection: 'canonical' });
      await expect(removing).rejects.toMatchObject({
        code: 'BAD_INPUT',
        data: { remedy: expect.any(String) },
      });
      expect((await engine.client.data.entries({})).total).toBe(30);
    });

    it('are there again after the next start', async () => {
      await vacancies();
      const before = await engine.client.data.collections();
      await engine.close();
      engine = await connect({ folder });
      expect(await engine.client.data.collections()).toEqual(before);
    });
  });

  describe('collections of a version', () => {
    it('are indexed as they were when it was made', async () => {
      const folder = await filledWorkspace();
      const request = { collection: 'vacancies', entryColumns: COLUMNS };
      const before = await openNodeEngine({ folder });
      await importTable(before.client, VACANCIES, request);
      await train(before.client, 'build-index');
      await before.close();
      const { client, close } = await connect({ folder });
      const indexed = async () =>
        (await client.data.collections()).map(({ name, indexed: is }) => [name, is]);
      try {
        const canonical = ['canonical', true];
        expect(await indexed()).toEqual([canonical, ['vacancies', true]]);
        await importTable(client, VACANCIES.replace('2500', '2600'), request);
        expect(await indexed()).toEqual([canonical, ['vacancies', false]]);
        await importTable(client, VACANCIES, request);
        expect(await indexed()).toEqual([canonical, ['vacancies', true]]);
      } finally {
        await close();
      }
    });
  });
}
