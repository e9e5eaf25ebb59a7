import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Explanation } from '#core/contract/search.ts';
import type { Connect, Connection } from './connections.ts';
import { searchableWorkspace } from './search-data.ts';
import { train } from './workspaces.ts';

const TEXT = 'registred nurs';
const logOdds = (probability: number | null | undefined) =>
  Math.log((probability ?? 0) / (1 - (probability ?? 0)));
const sum = (pieces: readonly { logOdds: number }[]) =>
  pieces.reduce((total, piece) => total + piece.logOdds, 0);

/** Why an entry was found. */
export function describeExplain(connect: Connect): void {
  describe('explaining', () => {
    let folder = '';
    let engine: Connection;
    let older = '';
    let newer = '';
    beforeAll(async () => {
      folder = await searchableWorkspace();
      engine = await connect({ folder });
      older = (await engine.client.workspace.get()).latest ?? '';
      newer = (await train(engine.client, 'build-index')).train?.version ?? '';
    });
    afterAll(() => engine.close());
    // Only the older one has a match model; the newer one is the promoted one.
    const explain = (entry: string, version = older): Promise<Explanation> =>
      engine.client.search.explain({ text: TEXT, entry, version });
    const query = (k: number) => engine.client.search.query({ text: TEXT, version: older, k });

    it('of the first hit adds up, and says how far the next one is behind', async () => {
      const { results } = await query(10);
      const [first, second] = results;
      const answer = await explain('nurse');
      expect(answer).toMatchObject({ version: older, hit: first, rank: 1 });
      const { key, name, probability, band } = second ?? {};
      expect(answer.runnerUp).toEqual({ key, name, probability, band });
      expect(sum(answer.hit.contributions)).toBeCloseTo(logOdds(first?.probability), 6);
      const margin = logOdds(first?.probability) - logOdds(second?.probability);
      expect(answer.margin).toBeCloseTo(margin, 5);
      for (const { name: group, logOdds: whole } of answer.hit.contributions) {
        const pieces = answer.evidence.filter((piece) => piece.group === group);
        if (group !== 'Prior') expect(sum(pieces), group).toBeCloseTo(whole, 6);
      }
    });

    it('of another entry has its rank, and a margin below the first', async () => {
      const { results } = await query(5);
      const answer = await explain(results[3]?.key ?? '');
      expect(answer).toMatchObject({ rank: 4, hit: results[3], runnerUp: { key: 'nurse' } });
      expect(answer.margin).toBeLessThan(0);
    });

    it('carries what was judged', async () => {
      const { data } = engine.client;
      const { id } = await data.judge({ query: TEXT, key: 'chef', verdict: 'no' });
      expect((await explain('chef')).hit).toMatchObject({ judged: 'no', judgmentId: id });
    });

    it('asks the promoted version and the parent besides', async () => {
      const { others, margin } = await explain('nurse', newer);
      expect(margin).toBeNull();
      expect(others).toEqual([
        {
          version: older,
          first: expect.objectContaining({ key: 'nurse', band: 'accept' }),
          ...{ rank: 1, agrees: true, failure: null },
        },
      ]);
      const [other] = (await explain('nurse')).others;
      expect(other).toMatchObject({ version: newer, agrees: true, first: { probability: null } });
    });

    it('works by key and across collections', async () => {
      const request = { key: 'nurse', in: 'vacancies', entry: 'v1', version: older };
      const answer = await engine.client.search.explain(request);
      expect(answer).toMatchObject({
        ...{ rank: 1, margin: null },
        hit: { key: 'v1', probability: null },
        others: [{ version: newer, agrees: true }],
      });
    });

    it.each([
      ['an entry that there is not', { text: 'a', entry: 'ghost' }, 'NOT_FOUND'],
      ['a key that there is not', { key: 'ghost', entry: 'nurse' }, 'NOT_FOUND'],
      ['no text', { text: ' ', entry: 'nurse' }, 'BAD_INPUT'],
      ['an entry with itself', { key: 'nurse', entry: 'nurse' }, 'BAD_INPUT'],
      ['a version that there is not', { text: 'a', entry: 'nurse', version: 'v1' }, 'NO_VERSION'],
      ['neither text nor key', { entry: 'nurse' }, 'BAD_REQUEST'],
    ])('is refused for %s', async (_, request, code) => {
      await expect(engine.client.search.explain(request)).rejects.toMatchObject({ code });
    });

    it('says why another version cannot be asked', async () => {
      await rm(join(folder, 'versions', newer, 'match-model.json'));
      const fresh = await connect({ folder, readOnly: true });
      try {
        const request = { text: TEXT, entry: 'nurse', version: older };
        const { others, rank } = await fresh.client.search.explain(request);
        expect(rank).toBe(1);
        expect(others).toEqual([
          {
            ...{ version: newer, first: null, rank: null, agrees: false },
            failure: expect.stringContaining('match-model.json is missing'),
          },
        ]);
      } finally {
        await fresh.close();
      }
    });
  });
}
