import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Manifest } from '#core/contract/versions.ts';
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

/** Replaces or removes (null) files of a version, in its manifest too, as if another program had written it. */
async function replaceIn(folder: string, files: Record<string, string | null>): Promise<void> {
  const path = join(folder, 'manifest.json');
  const manifest = Manifest.parse(JSON.parse(await readFile(path, 'utf8')));
  for (const [name, text] of Object.entries(files)) {
    if (text === null) {
      await rm(join(folder, name));
      delete manifest.files[name];
    } else {
      await writeFile(join(folder, name), text);
      manifest.files[name] = { bytes: Buffer.byteLength(text), sha256: '' };
    }
  }
  await writeFile(path, JSON.stringify(manifest));
}

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

    it('says the same numbers wherever they are asked for, to the last digit', async () => {
      const { client } = engine;
      await train(client, 'build-index');
      await client.workspace.update({ seed: 5 }); // a version's intervals are drawn with its own seed
      for (const { version } of await client.versions.list()) {
        const { metrics } = await client.evaluate.score({ version });
        const shown = await client.evaluate.overview({ version });
        expect(shown.metrics).toEqual(metrics);
        const detail = await client.evaluate.detail({ version });
        expect(detail).toMatchObject({ version, today: true });
        const counted = detail.queries.filter(({ outcome }) => outcome !== 'nothing-right');
        expect(counted).toHaveLength(metrics.test.queries);
        const ndcg = counted.reduce((sum, query) => sum + query.ndcg, 0) / counted.length;
        expect(ndcg).toBeCloseTo(metrics.test['ndcg@10'], 12);
        const pairs = metrics.pairs.test;
        expect(detail.precisionRecall?.averagePrecision).toBe(pairs?.average_precision);
        const bestF1 = detail.operatingPoints.find(({ rule }) => rule === 'best-f1');
        expect(bestF1?.f1).toBe(pairs?.f1);
        expect(bestF1?.precision?.value).toBe(pairs?.precision);
        const accept = detail.operatingPoints.find(({ rule }) => rule === 'accept-bound');
        if (pairs) expect(accept?.precision).toEqual(metrics.bands.accept.precision);
        const [compared] = detail.comparisons;
        expect(compared?.difference).toEqual(shown.comparison?.difference);
        expect(compared?.pValue).toBe(shown.comparison?.pValue);
      }
    });

    it('shows what lies below the numbers, and keeps it up with the data', async () => {
      const { client } = engine;
      const first = await client.evaluate.detail({});
      expect(first).toMatchObject({ against: null, comparisons: [], differences: [], today: true });
      expect(first.learningCurve).toBeNull();
      expect(first.scores.reduce((sum, { yes, no }) => sum + yes + no, 0)).toBe(
        first.precisionRecall?.pairs,
      );
      expect(first.slices.map(({ facet }) => facet)).toContain('Words in the query');
      expect(first.slices.every(({ change }) => change === null)).toBe(true);
      const wrong = first.queries.filter(({ outcome }) => outcome.endsWith('miss'));
      expect(first.confusion.reduce((sum, { queries }) => sum + queries, 0)).toBe(wrong.length);
      expect(first.queries[0]?.ndcg).toBe(Math.min(...first.queries.map(({ ndcg }) => ndcg)));
      const plain = (await train(client, 'build-index')).train?.version ?? '';
      const both = await client.evaluate.detail({ version: plain });
      expect(both).toMatchObject({ version: plain, against: first.version, precisionRecall: null });
      expect(both.operatingPoints).toEqual([]);
      expect(both.notes.join()).toContain('no match model');
      expect(both.comparisons.map(({ measure }) => measure)).toHaveLength(4);
      expect(both.slices.every(({ change }) => change !== null)).toBe(true);
      const around = await client.evaluate.detail({ version: first.version, against: plain });
      expect(around.differences.map(({ before, now }) => [before, now])).toEqual(
        both.differences.map(({ before, now }) => [now, before]),
      );
      await judge('one more');
      const old = await client.evaluate.detail({ version: plain });
      expect(old).toMatchObject({ today: false, against: null });
      expect(old.notes.join()).toContain('re-score');
      const anew = await client.evaluate.detail({ version: plain, anew: true });
      expect(anew).toMatchObject({ today: true, against: first.version });
      await rescore();
      expect(await client.evaluate.detail({ version: plain })).toEqual(anew);
    });

    it('follows the settings of an operating point without a new training', async () => {
      const { client } = engine;
      const points = async () => (await client.evaluate.detail({})).operatingPoints;
      const before = await points();
      await client.workspace.update({ fBeta: 3, missedMatchCost: 7 });
      const after = await points();
      expect(after.map(({ rule }) => rule)).toEqual(before.map(({ rule }) => rule));
      expect(after.slice(0, 2).map(({ threshold }) => threshold)).toEqual(
        before.slice(0, 2).map(({ threshold }) => threshold),
      );
      expect(after[0]?.cost).not.toBe(before[0]?.cost);
    });

    it('takes a version of before for one that is to be scored again', async () => {
      const { client } = engine;
      const { folder } = await client.workspace.get();
      const [version] = await client.versions.list();
      const metrics = version?.metrics;
      const { correlation: _none, ...old } = metrics ?? { correlation: null };
      await replaceIn(join(folder, 'versions', version?.version ?? ''), {
        'metrics.json': JSON.stringify(old),
        'predictions/per-query.json': JSON.stringify({ metrics: old, perQuery: [] }),
        'predictions/calibrate-pairs.json': null,
      });
      expect(await overview()).toMatchObject({ stale: 1, metrics });
      const detail = await client.evaluate.detail({});
      expect(detail).toMatchObject({ today: false, queries: [], precisionRecall: null });
      expect(detail.notes.join()).toContain('re-score');
      await rescore();
      expect(await overview()).toMatchObject({ stale: 0, metrics });
      const mended = await client.evaluate.detail({});
      expect(mended).toMatchObject({
        today: true,
        precisionRecall: { pairs: metrics?.pairs.test?.n },
      });
      expect(mended.operatingPoints.map(({ rule }) => rule)).toEqual(['accept-bound', 'best-f1']);
      expect(mended.notes.join()).toContain('train a new one');
    });

    it('knows no version that there is not', async () => {
      const unknown = { version: 'v20200101-1' };
      const error = { code: 'NO_VERSION', data: { remedy: expect.any(String) } };
      await expect(engine.client.evaluate.overview(unknown)).rejects.toMatchObject(error);
      await expect(engine.client.evaluate.score(unknown)).rejects.toMatchObject(error);
      await expect(engine.client.evaluate.detail(unknown)).rejects.toMatchObject(error);
      const against = { against: unknown.version };
      await expect(engine.client.evaluate.detail(against)).rejects.toMatchObject(error);
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
