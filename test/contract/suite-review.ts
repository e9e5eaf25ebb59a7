import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReviewItem } from '#core/contract/review.ts';
import type { Connect, Connection } from './connections.ts';
import { matchedBy } from './suite-match-tables.ts';
import { judgedRows } from './tiny-data.ts';
import {
  emptyWorkspace,
  fileWith,
  filledWorkspace,
  train,
  trainedWorkspace,
} from './workspaces.ts';

const pairOf = ({ query, entry }: ReviewItem) => `${query}\n${entry.key}`;

export function describeReview(connect: Connect): void {
  describe('reviewing', () => {
    let folder: string;
    let engine: Connection;
    const queue = async (reviewer = 'ann', size = 40) =>
      engine.client.review.queue({ reviewer, size });
    const answer = (
      { query, entry, reason }: ReviewItem,
      verdict: 'yes' | 'no' | 'skip',
      by = 'ann',
    ) => engine.client.review.answer({ query, key: entry.key, reason, verdict, reviewer: by });
    const restart = async () => {
      await engine.close();
      engine = await connect({ folder });
    };
    /** Brings queries of which nobody has judged anything. */
    const matchTable = async (texts = judgedRows(150, 99).map(({ query }) => query)) => {
      const path = await fileWith(['t', ...texts, ''].join('\n'), 'in.csv');
      await matchedBy(engine.client, { source: { path }, column: 't' });
    };
    beforeEach(async () => {
      folder = await trainedWorkspace();
      engine = await connect({ folder });
    });
    afterEach(() => engine.close());

    it('asks chosen pairs of train queries, and drawn ones of all others', async () => {
      await matchTable();
      const { version, items, pool, note } = await queue();
      expect({ version, note }).toEqual({ version: expect.stringMatching(/^v/), note: null });
      expect(pool).toBeGreaterThan(100);
      expect(new Set(items.map(({ reason }) => reason))).toContain('audit');
      for (const { reason, split, entry, model, why } of items) {
        expect(split === 'train').toBe(reason === 'uncertain' || reason === 'disagreement');
        expect(entry).toMatchObject({ name: expect.any(String), termCount: expect.any(Number) });
        expect(model.probability).toBeGreaterThanOrEqual(0);
        expect(why).not.toBe('');
      }
      expect(await queue()).toEqual(await queue());
    });

    it('never asks twice, across restarts, until nothing is left', async () => {
      const { data } = engine.client;
      const judged = await data.judgments({ limit: 500 });
      const seen = new Set(judged.rows.map(({ query, key }) => `${query}\n${key}`));
      for (let round = 0; round < 3; round += 1) {
        const { items } = await queue('ann', 30);
        for (const [n, item] of items.entries()) {
          if (item.reason === 'label-suspect') continue;
          expect(seen).not.toContain(pairOf(item));
          seen.add(pairOf(item));
          await answer(item, n % 3 === 0 ? 'skip' : 'no');
        }
        await restart();
      }
      const { reviewers } = await engine.client.review.overview();
      expect(reviewers).toEqual([
        { reviewer: 'ann', judged: expect.any(Number), skipped: expect.any(Number) },
      ]);
    });

    it('asks again what was taken back, judged or skipped', async () => {
      await matchTable();
      const before = await queue();
      const [first, second] = before.items.filter(({ reason }) => reason === 'audit');
      if (!first || !second) throw new Error('the queue has no audit');
      const made = [await answer(first, 'yes'), await answer(second, 'skip')];
      expect(made).toMatchObject([
        { judgment: { source: 'audit', by: 'ann' } },
        { judgment: null },
      ]);
      const between = (await queue()).items.map(pairOf);
      expect(between).not.toContain(pairOf(first));
      expect(between).not.toContain(pairOf(second));
      expect((await queue('bob')).items.map(pairOf)).toContain(pairOf(second));
      await restart();
      for (const { id } of made) await engine.client.review.undo({ id });
      expect(await queue()).toEqual(before);
      await expect(engine.client.review.undo({ id: made[1]?.id ?? '' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    });

    it('does not move the data with a skip', async () => {
      await matchTable();
      const { workspace } = engine.client;
      const { dataHash } = await workspace.get();
      const [item] = (await queue()).items;
      await answer(item as ReviewItem, 'skip');
      expect((await workspace.get()).dataHash).toBe(dataHash);
    });

    it('asks others for a second opinion, and says how far they agree', async () => {
      const { items } = await queue('ann', 40);
      const own = items.filter(({ reason }) => reason !== 'label-suspect');
      const said = (item: ReviewItem) => (pairOf(item).length % 2 === 0 ? 'yes' : 'no');
      const other = { yes: 'no', no: 'yes' } as const;
      for (const item of own) await answer(item, said(item));
      const asked = { reviewer: 'bob', size: 30, auditShare: 0, secondShare: 1 };
      const seconds = (await engine.client.review.queue(asked)).items;
      expect(seconds.map(({ reason }) => reason)).toEqual(Array(30).fill('second-opinion'));
      expect(own.map(pairOf)).toEqual(expect.arrayContaining(seconds.map(pairOf)));
      for (const [n, item] of seconds.entries())
        await answer(item, n < 10 ? other[said(item)] : said(item), 'bob');
      const { agreement, conflicts } = await engine.client.review.overview();
      expect(agreement).toMatchObject([
        {
          ...{ reviewers: ['ann', 'bob'], pairs: 30, observed: 20 / 30 },
          kappa: { value: expect.any(Number), upper: expect.any(Number) },
        },
      ]);
      expect(conflicts).toHaveLength(10);
    });

    it('counts nothing while reviewers disagree, and trains on what is settled', async () => {
      const { review, workspace, data } = engine.client;
      const before = (await workspace.get()).counts;
      const pair = { query: 'ward sister', key: 'nurse', reason: 'uncertain' } as const;
      await review.answer({ ...pair, verdict: 'yes', reviewer: 'ann' });
      expect((await workspace.get()).counts.yes).toBe(before.yes + 1);
      await review.answer({ ...pair, verdict: 'no', reviewer: 'bob' });
      expect((await workspace.get()).counts).toMatchObject({ yes: before.yes, no: before.no });
      const [conflict] = (await review.overview()).conflicts;
      expect(conflict).toMatchObject({
        query: 'ward sister',
        entry: { key: 'nurse' },
        opinions: [
          { reviewer: 'ann', verdict: 'yes' },
          { reviewer: 'bob', verdict: 'no' },
        ],
      });
      expect((await data.findings()).map(({ rule }) => rule)).toContain('contradicting-judgments');
      const trained = async () => {
        const job = await train(engine.client);
        const version = (await engine.client.versions.list()).find(
          ({ version: id }) => id === job.train?.version,
        );
        return version?.data.judgments ?? 0;
      };
      const without = await trained();
      const settled = await review.settle({ ...pair, verdict: 'yes', reviewer: 'eve' });
      expect(settled).toMatchObject({ settles: true, by: 'eve', source: 'review' });
      await restart();
      expect((await engine.client.review.overview()).conflicts).toEqual([]);
      expect((await engine.client.workspace.get()).counts.yes).toBe(before.yes + 1);
      expect(await trained()).toBe(without + 1);
      await engine.client.review.undo({ id: settled.id });
      expect((await engine.client.review.overview()).conflicts).toHaveLength(1);
    });

    it('keeps a drawn pair drawn when it is judged again', async () => {
      await matchTable();
      const item = (await queue()).items.find(({ reason }) => reason === 'audit') as ReviewItem;
      await answer(item, 'yes');
      const again = await answer({ ...item, reason: 'second-opinion' }, 'no', 'bob');
      expect(again.judgment?.source).toBe('audit');
      const { query, entry } = item;
      const settlement = { query, key: entry.key, verdict: 'no', reviewer: 'eve' } as const;
      expect((await engine.client.review.settle(settlement)).source).toBe('audit');
    });

    it('measures what the version accepts by the audit', async () => {
      await matchTable();
      const asked = { reviewer: 'ann', size: 60, auditShare: 1 };
      const { items } = await engine.client.review.queue(asked);
      expect(items.length).toBeGreaterThan(10);
      for (const item of items) await answer(item, 'yes');
      const { audit, stopping, version } = await engine.client.review.overview();
      expect(version).not.toBeNull();
      expect(audit.judged).toBeGreaterThanOrEqual(items.length);
      expect(audit.accepted).toBeLessThanOrEqual(audit.judged);
      if (audit.acceptPrecision) expect(audit.acceptPrecision.upper).toBeLessThanOrEqual(1);
      expect(stopping.words).not.toContain('NaN');
    });

    it('takes what was known before for audited where nothing else is left', async () => {
      const asked = { reviewer: 'ann', size: 500, auditShare: 1 };
      for (const item of (await engine.client.review.queue(asked)).items) await answer(item, 'no');
      const { audit } = await engine.client.review.overview();
      expect(audit.judged).toBeGreaterThan(50);
      expect((await engine.client.review.queue(asked)).items).toEqual([]);
    });

    it('finds the labels that were turned round', async () => {
      const { data, review } = engine.client;
      const { rows } = await data.judgments({ limit: 500 });
      const turned = rows
        .filter(({ split, verdict }) => split === 'test' && verdict === 'yes')
        .slice(0, 12);
      for (const { query, key } of turned) await data.judge({ query, key, verdict: 'no' });
      const { suspects } = await review.overview();
      const found = new Set(suspects.map(({ query, entry }) => `${query}\n${entry.key}`));
      const hits = turned.filter(({ query, key }) => found.has(`${query}\n${key}`));
      expect(hits.length).toBeGreaterThan(2);
      expect(suspects.length).toBeLessThan(30);
    });

    it('draws from the texts of matched tables', async () => {
      const before = await queue();
      await matchTable(['Nite Nurse', 'bred makr', 'Lorry Drivr', 'nite nurse', ' ']);
      const { pool, items } = await queue('ann', 60);
      expect(pool).toBe(before.pool + 3);
      expect(items.map(({ query }) => query)).toEqual(
        expect.arrayContaining([expect.stringMatching(/Nite Nurse|bred makr|Lorry Drivr/)]),
      );
    });

    it('loses nothing that was answered when a line is torn', async () => {
      await matchTable();
      const audits = (await queue()).items.filter(({ reason }) => reason === 'audit');
      const [first, second] = audits as [ReviewItem, ReviewItem];
      await answer(first, 'no');
      await answer(second, 'skip');
      await engine.close();
      const ledger = join(folder, 'data', 'feedback.jsonl');
      await appendFile(ledger, '{"type":"skip","id":"s9","query":"half');
      engine = await connect({ folder });
      const { reviewers } = await engine.client.review.overview();
      expect(reviewers).toEqual([{ reviewer: 'ann', judged: 1, skipped: 1 }]);
      const left = (await queue()).items.map(pairOf);
      expect(left).not.toContain(pairOf(first));
      expect(left).not.toContain(pairOf(second));
    });

    it('refuses what makes no sense', async () => {
      const { review } = engine.client;
      const pair = { query: 'swe', key: 'nurse', reviewer: 'ann' } as const;
      const wrong = { ...pair, verdict: 'yes', reason: 'audit' } as const;
      await expect(review.answer({ ...wrong, key: 'ghost' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      await expect(review.answer({ ...wrong, query: '  ' })).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
      await expect(review.settle({ ...pair, verdict: 'no' })).rejects.toMatchObject({
        code: 'BAD_INPUT',
        data: { remedy: expect.any(String) },
      });
    });

    it('works while somebody else writes, and answers nothing then', async () => {
      const reader = await connect({ folder, readOnly: true });
      try {
        const { items } = await reader.client.review.queue({ reviewer: 'ann' });
        expect(items.length).toBeGreaterThan(0);
        const { query, entry, reason } = items[0] as ReviewItem;
        const given = { query, key: entry.key, reason, verdict: 'yes', reviewer: 'ann' } as const;
        await expect(reader.client.review.answer(given)).rejects.toMatchObject({
          code: 'READ_ONLY',
        });
      } finally {
        await reader.close();
      }
    });
  });

  describe('reviewing with less', () => {
    let engine: Connection;
    afterEach(() => engine.close());
    const queue = () => engine.client.review.queue({ reviewer: 'ann' });

    it('says what to do where there is nothing', async () => {
      engine = await connect({ folder: await emptyWorkspace() });
      expect(await queue()).toEqual({
        ...{ version: '', items: [], pool: 0 },
        note: expect.stringContaining('Train one first'),
      });
      expect(await engine.client.review.overview()).toMatchObject({
        ...{ version: null, reviewers: [], agreement: [], conflicts: [], suspects: [] },
        audit: { judged: 0, acceptPrecision: null },
        stopping: { stop: false, moreNeeded: null, words: expect.stringContaining('no version') },
      });
    });

    it('asks about disagreement and at random where there is no match model', async () => {
      engine = await connect({ folder: await filledWorkspace() });
      await train(engine.client, 'build-index');
      const { items } = await queue();
      const reasons = new Set(items.map(({ reason }) => reason));
      expect([...reasons].toSorted()).toEqual(['audit', 'disagreement']);
      for (const { model } of items) expect(model).toMatchObject({ probability: null, band: null });
      expect(await engine.client.review.overview()).toMatchObject({ suspects: [] });
    });
  });
}
