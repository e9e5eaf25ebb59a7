import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connect, Connection } from './connections.ts';
import { judgedRows } from './tiny-data.ts';
import { filledWorkspace, trainedWorkspace } from './workspaces.ts';

const NO_VERSION = { code: 'NO_VERSION', data: { remedy: expect.any(String) } };

export function describeSearch(connect: Connect): void {
  describe('searching', () => {
    let engine: Connection;
    let version = '';
    beforeAll(async () => {
      engine = await connect({ folder: await trainedWorkspace() });
      version = (await engine.client.workspace.get()).inUse ?? '';
    });
    afterAll(() => engine.close());

    it('finds the entry, with probability, band and reasons', async () => {
      const answer = await engine.client.search.query({ text: 'registred nurs', k: 3 });
      expect(answer).toMatchObject({ version, entries: 30, notice: null });
      expect(answer.results).toHaveLength(3);
      const [first, second] = answer.results;
      expect(first).toMatchObject({ key: 'nurse', term: 'Registered Nurse', learnt: false });
      expect(first?.probability).toBeGreaterThan(0.8);
      expect(first?.probability).toBeGreaterThan(second?.probability ?? 1);
      const logOdds = first?.contributions.reduce((sum, one) => sum + one.logOdds, 0) ?? 0;
      expect(1 / (1 + Math.exp(-logOdds))).toBeCloseTo(first?.probability ?? -1, 6);
    });

    it('finds what is like an entry, without the entry itself', async () => {
      const { results } = await engine.client.search.query({ key: 'dentist', k: 30 });
      expect(results[0]?.key).toBe('surgeon');
      expect(results.map(({ key }) => key)).not.toContain('dentist');
    });

    it('says so of a key that there is not', async () => {
      await expect(engine.client.search.query({ key: 'ghost' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: 'There is no entry ghost.',
        data: { remedy: expect.any(String) },
      });
    });

    it.each(['', '  \n'])('finds nothing for a text of nothing', async (text) => {
      expect(await engine.client.search.query({ text })).toMatchObject({ results: [], version });
    });

    it('wants a text or a key, not both and not none', async () => {
      const { query } = engine.client.search;
      await expect(query({})).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      await expect(query({ text: 'a', key: 'chef' })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    });

    it('answers with the version that is named', async () => {
      const { query } = engine.client.search;
      expect((await query({ text: 'joiner', version })).version).toBe(version);
      for (const unknown of ['v20200101-1', '../../etc', '']) {
        await expect(query({ text: 'joiner', version: unknown })).rejects.toMatchObject(NO_VERSION);
      }
    });

    it('has nothing to say before there is a version', async () => {
      const fresh = await connect({ folder: await filledWorkspace() });
      try {
        const { search, match, evaluate } = fresh.client;
        await expect(search.query({ text: 'nurse' })).rejects.toMatchObject(NO_VERSION);
        await expect(match.rows({ texts: ['nurse'] })).rejects.toMatchObject(NO_VERSION);
        await expect(evaluate.score({})).rejects.toMatchObject(NO_VERSION);
        expect(await evaluate.overview({})).toMatchObject({ points: [], selected: null, stale: 0 });
      } finally {
        await fresh.close();
      }
    });

    it('matches many texts as if they were searched one by one', async () => {
      const { search, match } = engine.client;
      const texts = [
        '',
        ...judgedRows()
          .slice(0, 70)
          .map(({ query }) => query),
        '東京',
        ' ',
      ];
      const { rows } = await match.rows({ texts, k: 4 });
      expect(rows).toHaveLength(texts.length);
      for (const [at, text] of texts.entries()) {
        const { results } = await search.query({ text, k: 4 });
        const alone = results.map(({ key, name, term, band, ...hit }) => ({
          ...{ key, name, term, band, lexical: hit.lexical },
          // One row times a matrix is added up in another order than many rows are.
          probability: expect.closeTo(hit.probability ?? -1, 6),
          semantic: expect.closeTo(hit.semantic, 6),
        }));
        expect(rows[at], text).toEqual(alone);
      }
    });
  });
}
