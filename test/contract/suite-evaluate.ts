import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRun } from '#core/interop/trec.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { splitByHash } from '#core/workspace/splits.ts';
import type { Connect, Connection } from './connections.ts';
import { feedbackCsv, judgedRows } from './tiny-data.ts';
import { ended, fileWith, train, trainedWorkspace } from './workspaces.ts';

/** Texts that no entry knows and that look nothing like each other. */
const TITLES = [
  ...['Matron', 'Bedside carer', 'Charge sister', 'Sickbay orderly', 'Hospice companion'],
  ...['Health visitor', 'Triage lead', 'Phlebotomy assistant', 'Clinic auxiliary', 'Scrub aide'],
];
const QUERIES = ['{"_id": "q1", "text": "registred nurse"}', '{"_id": "q2", "text": "zz"}'];
const QRELS = ['query-id\tcorpus-id\tscore', 'q1\tnurse\t2', 'q1\tmidwife\t1', 'q2\tchef\t0'];

export function describeEvaluate(connect: Connect): void {
  describe('evaluating', () => {
    let engine: Connection;
    beforeEach(async () => {
      engine = await connect({ folder: await trainedWorkspace() });
    });
    afterEach(() => engine.close());

    const overview = () => engine.client.evaluate.overview({});
    const rescore = async () => ended(engine.client, (await engine.client.jobs.rescore()).id);
    const judge = (query: string) =>
      engine.client.data.judge({ query, key: 'nurse', verdict: 'yes', source: 'audit' });

    it('shows a version on the day it was made', async () => {
      const [version] = await engine.client.versions.list();
      const { points, ...rest } = await overview();
      expect(points).toMatchObject([
        {
          ...{
            version: version?.version,
            latest: true,
            today: true,
            embedder: 'builtin + lexical',
          },
          queries: version?.metrics?.test.queries,
          top1: version?.metrics?.intervals.top1,
        },
      ]);
      expect(rest).toMatchObject({
        ...{ selected: version?.version, metrics: version?.metrics, comparison: null, stale: 0 },
      });
      expect(rest.testQueries).toBeGreaterThanOrEqual(points[0]?.queries ?? 0);
    });

    it('marks numbers as old after a judgment, and measures them anew when asked', async () => {
      const before = await overview();
      const names = TITLES.filter((title) => splitByHash(normaliseText(title)) === 'test');
      expect(names).not.toEqual([]);
      for (const name of names) await judge(name);
      const stale = await overview();
      expect(stale).toMatchObject({ stale: 1, points: [{ today: false }] });
      expect(stale.metrics).toEqual(before.metrics);
      expect(stale.testQueries).toBeGreaterThan(before.testQueries);
      const job = await rescore();
      expect(job).toMatchObject({ status: 'done', stages: [{ state: 'done' }] });
      const fresh = await overview();
      expect(fresh).toMatchObject({ stale: 0, points: [{ today: true }] });
      expect(fresh.points[0]?.queries).toBeGreaterThan(before.points[0]?.queries ?? 0);
      expect(fresh.metrics).toEqual((await engine.client.evaluate.score({})).metrics);
      expect((await rescore()).stages).toEqual([]); // nothing is left to do
    });

    it('compares two versions, and only on the same questions', async () => {
      const { client } = engine;
      const first = (await overview()).selected;
      const second = (await train(client)).train?.version;
      const both = await overview();
      expect(both.points.map(({ version }) => version)).toEqual([first, second]);
      expect(both.comparison).toMatchObject({
        ...{ from: first, to: second, verdict: 'within noise', wins: 0, losses: 0 },
        difference: { value: 0, lower: 0, upper: 0 },
      });
      expect((await client.evaluate.overview({ version: first ?? '' })).comparison).toBeNull();
      await judge('one more');
      expect((await overview()).comparison).toBeNull();
      await rescore();
      expect((await overview()).comparison).toMatchObject({ from: first, to: second });
    });

    it('knows no version that there is not', async () => {
      const unknown = { version: 'v20200101-1' };
      const error = { code: 'NO_VERSION', data: { remedy: expect.any(String) } };
      await expect(engine.client.evaluate.overview(unknown)).rejects.toMatchObject(error);
      await expect(engine.client.evaluate.score(unknown)).rejects.toMatchObject(error);
    });

    it('scores the own test split as training did, with a run that can be read back', async () => {
      const [version] = await engine.client.versions.list();
      const score = await engine.client.evaluate.score({ withRun: true });
      expect(score).toMatchObject({ version: version?.version, metrics: version?.metrics });
      const run = parseRun(score.run ?? '', 'run');
      const { rows } = await engine.client.data.judgments({ limit: 500 });
      const test = rows.filter(({ split }) => split === 'test').map(({ query }) => query);
      expect(run.length).toBeGreaterThan(0);
      expect(run.map(({ query }) => query).filter((query) => !test.includes(query))).toEqual([]);
    });

    it('scores a feedback file, a dropped one and one on the disk alike', async () => {
      const csv = feedbackCsv(judgedRows(60, 99));
      const path = await fileWith(csv, 'more.csv');
      const { evaluate } = engine.client;
      const dropped = { name: 'more.csv', content: new Blob([csv]) };
      const score = await evaluate.score({ feedback: { path } });
      expect(score.metrics.test.queries).toBeGreaterThan(50);
      expect(score.metrics.test.top1).toBeGreaterThan(0.8);
      expect(score.run).toBeNull();
      expect(await evaluate.score({ feedback: dropped })).toEqual(score);
    });

    it('scores BEIR queries against graded qrels', async () => {
      const queries = { path: await fileWith(`${QUERIES.join('\n')}\n`, 'queries.jsonl') };
      const qrels = { path: await fileWith(`${QRELS.join('\n')}\n`, 'qrels.tsv') };
      const { metrics, run } = await engine.client.evaluate.score({
        queries,
        qrels,
        withRun: true,
      });
      const [q1] = parseRun(run ?? '', 'run');
      expect(q1?.query).toBe('q1');
      const keys = q1?.results.map(({ key }) => key) ?? [];
      expect(keys[0]).toBe('nurse');
      const place = keys.indexOf('midwife') + 1;
      expect(place).toBeGreaterThan(1);
      const gain = 2 + (place <= 10 ? 1 / Math.log2(place + 1) : 0);
      // q2 has no relevant entry and counts with 0.
      expect(metrics.test.queries).toBe(2);
      expect(metrics.test['ndcg@10']).toBeCloseTo(gain / (2 + 1 / Math.log2(3)) / 2, 9);
    });

    it('wants both BEIR files, and readable ones', async () => {
      const queries = {
        name: 'q.jsonl',
        content: new Blob(['{"_id": "a", "text": "b"}\nnonsense\n']),
      };
      const qrels = {
        name: 'r.tsv',
        content: new Blob(['query-id\tcorpus-id\tscore\na\tnurse\t1\n']),
      };
      const { score } = engine.client.evaluate;
      await expect(score({ queries })).rejects.toMatchObject({
        code: 'BAD_INPUT',
        data: { remedy: 'Give both, or neither.' },
      });
      await expect(score({ queries, qrels })).rejects.toMatchObject({
        code: 'BAD_INPUT',
        data: { file: 'q.jsonl', line: 2 },
      });
    });

    it('has numbers of nothing for a file whose keys are all unknown', async () => {
      const feedback = { name: 'f.csv', content: new Blob(['query,key,correct\nrn,ghost,yes\n']) };
      const { metrics } = await engine.client.evaluate.score({ feedback });
      expect(metrics.test.queries).toBe(0);
    });
  });
}
