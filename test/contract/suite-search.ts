import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connect, Connection } from './connections.ts';
import { describeCollections } from './search-collections.ts';
import { describeDamage } from './search-damage.ts';
import { describeEntryView } from './search-entry.ts';
import { describeExplain } from './search-explain.ts';
import { describeFilters } from './search-filters.ts';
import { judgedRows, KEYS } from './tiny-data.ts';
import { filledWorkspace, trainedWorkspace } from './workspaces.ts';

const NAUGHTY = [
  ...["'", '"', '\\', ';--', "' OR 1=1 --", 'NULL', 'undefined', '<script>alert(1)</script>'],
  ...['\u0000', 'a\u0000b', '\ud83d', 'x\ude00', '\ufffe', '\u202eesrun', 'مرحبا بالعالم', 'שלום'],
  ...['👩‍⚕️', '🏳️‍🌈🏳️‍🌈', 'Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮', 'ﷺ', '\u200b', '0x1F', '1e400', '{{7*7}}', '%s%n'],
];

const NO_VERSION = { code: 'NO_VERSION', data: { remedy: expect.any(String) } };

export function describeSearch(connect: Connect): void {
  describeQueries(connect);
  describeFilters(connect);
  describeCollections(connect);
  describeExplain(connect);
  describeEntryView(connect);
  describeDamage(connect);
}

function describeQueries(connect: Connect): void {
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
      expect(answer).toMatchObject({
        ...{ version, entries: 30, admitted: 30, notice: null },
        scan: { exact: true, recall: null },
      });
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

    it('orders by meaning or by letters alone, with the same probabilities', async () => {
      const ask = async (mode: 'hybrid' | 'meaning' | 'letters') =>
        (await engine.client.search.query({ text: 'dental hospital nurse', k: 30, mode })).results;
      const hybrid = await ask('hybrid');
      const probability = new Map(hybrid.map((hit) => [hit.key, hit.probability]));
      for (const mode of ['meaning', 'letters'] as const) {
        const hits = await ask(mode);
        const scores = hits.map((hit) => (mode === 'meaning' ? hit.semantic : hit.lexical));
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        expect(hits.map(({ key }) => key)).not.toEqual(hybrid.map(({ key }) => key));
        for (const hit of hits) expect(hit.probability).toBe(probability.get(hit.key));
      }
    });

    it.each(NAUGHTY)('survives %j', async (text) => {
      const { results } = await engine.client.search.query({ text, k: 5 });
      for (const hit of results) {
        expect(KEYS).toContain(hit.key);
        expect(hit.probability).toBeGreaterThanOrEqual(0);
        expect(hit.probability).toBeLessThanOrEqual(1);
      }
    });

    it('refuses a text of more than 100 000 characters', async () => {
      const { query } = engine.client.search;
      expect((await query({ text: 'nurse '.repeat(16_666) })).results[0]?.key).toBe('nurse');
      await expect(query({ text: 'x'.repeat(100_001) })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    });

    it('says so where no term is written in such letters', async () => {
      const { notice } = await engine.client.search.query({ text: '東京 病院' });
      expect(notice).toMatch(/^No term (is written with such letters|shares a word)/);
    });

    it('gives the same answer again, with what was judged since', async () => {
      const { search, data } = engine.client;
      const ask = () => search.query({ text: 'bread baking', k: 3 });
      const first = await ask();
      const key = first.results[0]?.key ?? '';
      const { id } = await data.judge({ query: 'bread baking', key, verdict: 'yes' });
      const second = await ask();
      expect(second.results[0]).toMatchObject({ key, judged: 'yes', judgmentId: id });
      expect({ ...second.results[0], judged: null, judgmentId: null }).toEqual(first.results[0]);
      await data.undo({ id });
      expect((await ask()).results).toEqual(first.results);
    });

    it('stops a search that is out of date and goes on with the next', async () => {
      const { query } = engine.client.search;
      const typed = ['pl', 'plu', 'plum', 'plumb', 'plumber'];
      const controllers = typed.map(() => new AbortController());
      const answers = controllers.map(({ signal }, n) =>
        query({ text: typed[n] ?? '' }, { signal }).then(
          ({ results }) => results[0]?.key,
          () => 'aborted',
        ),
      );
      for (const controller of controllers.slice(0, -1)) controller.abort();
      const said = await Promise.all(answers);
      expect(said.at(-1)).toBe('plumber');
      expect(said.slice(1, -1)).toEqual(['aborted', 'aborted', 'aborted']);
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
