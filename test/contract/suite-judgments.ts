import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connect, Connection } from './connections.ts';
import { trainedWorkspace } from './workspaces.ts';

const DECISION = { query: 'Ward Sister', key: 'nurse', verdict: 'yes' } as const;

export function describeJudgments(connect: Connect): void {
  describe('judging', () => {
    let engine: Connection;
    beforeEach(async () => {
      engine = await connect({ folder: await trainedWorkspace() });
    });
    afterEach(() => engine.close());

    async function judgedInSearch() {
      const { results } = await engine.client.search.query({ text: 'ward sister', k: 30 });
      const hit = results.find(({ key }) => key === 'nurse');
      return { judged: hit?.judged, judgmentId: hit?.judgmentId };
    }

    it('shows a decision wherever the pair is shown, and takes it back', async () => {
      const { data, workspace } = engine.client;
      const before = await workspace.get();
      expect(await judgedInSearch()).toEqual({ judged: null, judgmentId: null });
      const judgment = await data.judge(DECISION);
      expect(judgment).toMatchObject({ ...DECISION, source: 'search' });
      expect((await data.judgments({ limit: 1 })).rows[0]).toMatchObject({ id: judgment.id });
      expect(await judgedInSearch()).toEqual({ judged: 'yes', judgmentId: judgment.id });
      const judged = await workspace.get();
      expect(judged.counts.yes).toBe(before.counts.yes + 1);
      expect(judged.dataHash).not.toBe(before.dataHash);

      expect(await data.undo({ id: judgment.id })).toEqual(judgment);
      expect(await judgedInSearch()).toEqual({ judged: null, judgmentId: null });
      expect((await workspace.get()).counts).toEqual(before.counts);
      await expect(data.undo({ id: judgment.id })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        data: { remedy: expect.stringContaining('taken back already') },
      });
    });

    it('lets the last word count', async () => {
      const { data } = engine.client;
      await data.judge(DECISION);
      const no = await data.judge({ ...DECISION, verdict: 'no', source: 'review' });
      expect(await judgedInSearch()).toEqual({ judged: 'no', judgmentId: no.id });
    });

    it('keeps every one of many that come at once', async () => {
      const { data, workspace } = engine.client;
      const { counts } = await workspace.get();
      const queries = Array.from({ length: 25 }, (_, n) => `at once ${n}`);
      const made = await Promise.all(
        queries.map((query) => data.judge({ query, key: 'chef', verdict: 'no' })),
      );
      expect(new Set(made.map(({ id }) => id)).size).toBe(25);
      expect((await workspace.get()).counts.no).toBe(counts.no + 25);
    });

    it('refuses an entry that there is not, and a query of nothing', async () => {
      const { data } = engine.client;
      await expect(data.judge({ ...DECISION, key: 'ghost' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: expect.stringContaining('ghost'),
      });
      await expect(data.judge({ ...DECISION, query: ' ' })).rejects.toMatchObject({
        code: 'BAD_INPUT',
        data: { remedy: expect.any(String) },
      });
    });
  });
}
