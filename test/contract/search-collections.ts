import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connect, Connection } from './connections.ts';
import { importVacancies, searchableWorkspace } from './search-data.ts';
import { KEYS } from './tiny-data.ts';

/** Searching one collection with entries of another. */
export function describeCollections(connect: Connect): void {
  describe('searching across collections', () => {
    let engine: Connection;
    let version = '';
    beforeAll(async () => {
      engine = await connect({ folder: await searchableWorkspace() });
      version = (await engine.client.workspace.get()).inUse ?? '';
    });
    afterAll(() => engine.close());

    it('finds vacancies for an entry, without a probability', async () => {
      const answer = await engine.client.search.query({ key: 'nurse', in: 'vacancies' });
      expect(answer).toMatchObject({ version, entries: 5, admitted: 5 });
      expect(answer.notice).toContain('entries of vacancies are ordered by fused ranks');
      expect(answer.results[0]).toMatchObject({
        ...{ key: 'v1', name: 'Hospital Nurse', probability: null, band: null },
        ...{ judged: null, judgmentId: null, contributions: [] },
      });
    });

    it('finds entries for a vacancy, with a probability and what was judged', async () => {
      const { search, data } = engine.client;
      const judged = await data.judge({ query: 'v3', key: 'developer', verdict: 'yes' });
      const request = { key: 'v3', collection: 'vacancies', k: 30 };
      const { results, notice } = await search.query(request);
      const developer = results.find(({ key }) => key === 'developer');
      expect(results.slice(0, 2)).toContain(developer);
      expect(developer).toMatchObject({ judged: 'yes', judgmentId: judged.id });
      expect(developer?.probability).toBeGreaterThan(0.1);
      expect(results.every(({ key }) => KEYS.includes(key))).toBe(true);
      expect(notice).toBeNull();
    });

    it('leaves an entry out of its own collection alone', async () => {
      const { query } = engine.client.search;
      const request = { key: 'v1', collection: 'vacancies', k: 30 };
      const own = (await query({ ...request, in: 'vacancies' })).results.map(({ key }) => key);
      expect(own).toContain('v2');
      expect(own).not.toContain('v1');
    });

    it('filters by the fields of the collection that is searched', async () => {
      const { query } = engine.client.search;
      const request = { text: 'baker or surgeon', in: 'vacancies' };
      const filters = [{ field: 'city', op: 'is' as const, values: ['Bergen'] }];
      const { results, admitted } = await query({ ...request, filters });
      expect(admitted).toBe(2);
      expect(results.map(({ key }) => key).toSorted()).toEqual(['v2', 'v5']);
      await expect(query({ text: 'baker', filters })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    });

    it('matches rows against either collection', async () => {
      const { rows } = engine.client.match;
      const texts = ['hospital nurse', '', 'lorry driver'];
      const found = (await rows({ texts, in: 'vacancies' })).rows;
      expect(found.map(([hit]) => hit?.key)).toEqual(['v1', undefined, 'v4']);
    });

    it.each([
      [{ key: 'ghost', collection: 'vacancies' }, 'There is no entry ghost in vacancies.'],
      [{ key: 'v1' }, 'There is no entry v1.'],
      [{ key: 'x', collection: 'nowhere' }, 'There is no collection nowhere.'],
    ])('says what is not there: %j', async (request, message) => {
      await expect(engine.client.search.query(request)).rejects.toMatchObject({
        ...{ code: 'NOT_FOUND', message },
        data: { remedy: expect.any(String) },
      });
    });

    it('says so of a collection that came after the version', async () => {
      const { search, match } = engine.client;
      await importVacancies(engine.client, 'newer');
      const unknown = {
        ...{ code: 'NOT_FOUND', message: `newer is not in version ${version}.` },
        data: { remedy: expect.stringContaining('train') },
      };
      for (const collection of ['newer', 'nowhere', '../..']) {
        const asked = search.query({ text: 'nurse', in: collection });
        await expect(asked).rejects.toMatchObject({
          ...unknown,
          message: `${collection} is not in version ${version}.`,
        });
      }
      await expect(search.fields({ in: 'newer' })).rejects.toMatchObject(unknown);
      await expect(match.rows({ texts: ['a'], in: 'newer' })).rejects.toMatchObject(unknown);
      // Its entries are there to search with.
      const { results } = await search.query({ key: 'v4', collection: 'newer' });
      expect(results[0]?.key).toBe('driver');
      expect(await search.entry({ key: 'v4', collection: 'newer' })).toMatchObject({
        ...{ name: 'Lorry Driver', version, reachedBy: [] },
      });
    });
  });
}
