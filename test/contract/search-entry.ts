import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRun } from '#core/interop/trec.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import type { Connect, Connection } from './connections.ts';
import { fieldsOf, searchableWorkspace } from './search-data.ts';
import { judgedRows } from './tiny-data.ts';
import { filledWorkspace } from './workspaces.ts';

/** Everything about one entry. */
export function describeEntryView(connect: Connect): void {
  describe('looking at an entry', () => {
    let folder = '';
    let engine: Connection;
    let version = '';
    beforeAll(async () => {
      folder = await searchableWorkspace();
      engine = await connect({ folder });
      version = (await engine.client.workspace.get()).inUse ?? '';
    });
    afterAll(() => engine.close());

    it('shows terms, fields and judgments, the newest first', async () => {
      const { data, search } = engine.client;
      const { id } = await data.judge({ query: 'sick bay', key: 'nurse', verdict: 'yes' });
      const view = await search.entry({ key: 'nurse' });
      expect(view).toMatchObject({
        ...{ key: 'nurse', collection: 'canonical', name: 'nurse', version },
        fields: fieldsOf(0),
      });
      const own = view.terms.filter(({ learnt }) => !learnt).map(({ term }) => term);
      expect(own).toEqual(['nurse', 'Registered Nurse', 'Staff Nurse', 'Hospital Nurse']);
      expect(view.terms.slice(0, 4).some(({ learnt }) => learnt)).toBe(false);
      expect(view.termCount).toBe(view.terms.length);
      const rows = judgedRows().filter(({ key }) => key === 'nurse');
      const yes = new Set(rows.filter((row) => row.verdict === 'yes').map(({ query }) => query));
      expect(view.judgmentCount.yes).toBe(yes.size + 1);
      expect(view.judgments[0]).toMatchObject({ id, entryName: 'nurse' });
      await data.undo({ id });
    });

    it('names the test queries that reach it, best rank first', async () => {
      const path = join(folder, 'versions', version, 'predictions', 'test.trec');
      const run = parseRun(await nodeFiles().readText(path), path);
      const expected = run
        .map(({ query, results }) => ({
          query,
          rank: results.findIndex(({ key }) => key === 'nurse') + 1,
        }))
        .filter(({ rank }) => rank >= 1 && rank <= 10);
      const { reachedBy, reachedByCount } = await engine.client.search.entry({ key: 'nurse' });
      expect(expected.length).toBeGreaterThan(0);
      expect(reachedByCount).toBe(expected.length);
      expect(new Set(reachedBy.map(({ query, rank }) => `${rank} ${query}`))).toEqual(
        new Set(expected.map(({ query, rank }) => `${rank} ${query}`)),
      );
      const ranks = reachedBy.map(({ rank }) => rank);
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      expect(reachedBy.some(({ judged }) => judged === 'yes')).toBe(true);
    });

    it('shows what was found for an entry of another collection', async () => {
      const { data, search } = engine.client;
      const judged = await data.judge({ query: 'v2', key: 'dentist', verdict: 'yes' });
      const view = await search.entry({ key: 'v2', collection: 'vacancies' });
      expect(view).toMatchObject({
        ...{ name: 'Dental Surgeon', fields: { city: 'Bergen' }, version },
        judgments: [{ id: judged.id, key: 'dentist', entryName: 'Dentist' }],
        ...{ judgmentCount: { yes: 1, no: 0 }, reachedBy: [], reachedByCount: 0 },
      });
    });

    it.each([
      [{ key: 'ghost' }, 'NOT_FOUND'],
      [{ key: 'nurse', collection: 'nowhere' }, 'NOT_FOUND'],
      [{ key: 'nurse', version: 'v20200101-1' }, 'NO_VERSION'],
    ])('says what is not there: %j', async (request, code) => {
      await expect(engine.client.search.entry(request)).rejects.toMatchObject({ code });
    });

    it('needs no version', async () => {
      const fresh = await connect({ folder: await filledWorkspace() });
      try {
        expect(await fresh.client.search.entry({ key: 'chef' })).toMatchObject({
          ...{ name: 'chef', version: null, fields: {}, reachedBy: [], termCount: 4 },
        });
        await expect(fresh.client.search.fields({})).rejects.toMatchObject({ code: 'NO_VERSION' });
      } finally {
        await fresh.close();
      }
    });

    it('needs none that is whole', async () => {
      await rm(join(folder, 'versions', version, 'match-model.json'));
      const fresh = await connect({ folder, readOnly: true });
      try {
        const { entry } = fresh.client.search;
        expect(await entry({ key: 'chef' })).toMatchObject({ name: 'chef', version: null });
        await expect(entry({ key: 'chef', version })).rejects.toMatchObject({ code: 'DAMAGED' });
      } finally {
        await fresh.close();
      }
    });
  });
}
