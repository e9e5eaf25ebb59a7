import { afterAll, describe, expect, it } from 'vitest';
import type { EvaluationDetail } from '#core/contract/evaluation-detail.ts';
import type { JobState } from '#core/contract/jobs.ts';
import type { Metrics } from '#core/contract/metrics.ts';
import { openNodeEngine } from '#core/node-engine.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { splitByHash } from '#core/workspace/splits.ts';
import { canonicalJson, feedbackCsv, judgedRows, type Row } from './tiny-data.ts';
import {
  type Client,
  emptyWorkspace,
  ended,
  importText,
  removeFolders,
  train,
} from './workspaces.ts';

afterAll(removeFolders);

interface Outcome {
  imported: JobState | null;
  trained: JobState;
  metrics: Metrics | null;
  detail: EvaluationDetail;
  /** Everything that says what cannot be claimed. */
  words: string;
}

/** Every number in a value with the place where it stands. */
function numbersIn(value: unknown, at = ''): [string, number][] {
  if (typeof value === 'number') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => numbersIn(part, `${at}.${name}`));
}

function expectRealNumbers(value: unknown): void {
  expect(numbersIn(value).filter(([, number]) => !Number.isFinite(number))).toEqual([]);
}

type Import = (client: Client) => Promise<JobState>;

/** Imports, trains both ways, and asks every question about the newer version. */
async function afterTraining(dictionary: string, importing: Import | null): Promise<Outcome> {
  const engine = await openNodeEngine({ folder: await emptyWorkspace() });
  const { client } = engine;
  try {
    await importText(client, 'canonical', dictionary);
    const imported = importing && (await importing(client));
    await train(client, 'build-index');
    const trained = await train(client);
    expect(trained.error).toBeNull();
    const version = trained.train?.version ?? '';
    const overview = await client.evaluate.overview({ version });
    const detail = await client.evaluate.detail({ version });
    const { metrics } = await client.evaluate.score({ version });
    expectRealNumbers([trained, overview, detail, metrics]);
    expect(detail).toMatchObject({ version, today: true });
    for (const interval of Object.values(metrics.intervals)) {
      expect(interval.lower).toBeLessThanOrEqual(interval.upper);
    }
    const details = trained.stages.map((stage) => stage.detail);
    const { thresholds } = metrics.bands;
    const words = [...details, ...thresholds.notes, ...detail.notes].join('\n');
    return { imported, trained, metrics: overview.metrics, detail, words };
  } finally {
    await engine.close();
  }
}

const csv =
  (rows: readonly Row[]): Import =>
  (client) =>
    importText(client, 'feedback', feedbackCsv(rows));

const rows = judgedRows();
const isTest = ({ query }: Row) => splitByHash(normaliseText(query)) === 'test';

describe('a version made from', () => {
  it('no feedback claims nothing', async () => {
    const { trained, metrics, detail, words } = await afterTraining(canonicalJson(), null);
    expect(trained).toMatchObject({ status: 'done', train: { metrics: null, promoted: false } });
    expect(metrics).toBeNull();
    expect(detail).toMatchObject({ precisionRecall: null, operatingPoints: [], queries: [] });
    expect(words).toContain('Too few judgments');
    expect(words).toContain('No judged query fell into the test split');
  });

  it('yes alone ranks, and claims nothing about telling right from wrong', async () => {
    const only = rows.filter(({ verdict }) => verdict === 'yes');
    const { trained, metrics, detail, words } = await afterTraining(canonicalJson(), csv(only));
    expect(trained.status).toBe('done');
    expect(metrics?.test.queries).toBeGreaterThan(10);
    expect(metrics?.pairs.test).toMatchObject({ roc_auc: null, average_precision: null });
    expect(detail.precisionRecall?.averagePrecision).toBeNull();
    expect(detail.operatingPoints.map(({ title }) => title)).toEqual([
      'Accept band: a default, not measured',
      'Best F1: a default, not measured',
    ]);
    expect(words).toMatch(/judged test pairs are confirmed: without rejected ones/);
    expect(words).toContain('thresholds are defaults');
  });

  it('no alone claims nothing about the ranking', async () => {
    const only = rows.filter(({ verdict }) => verdict === 'no');
    const { trained, metrics, detail, words } = await afterTraining(canonicalJson(), csv(only));
    expect(trained).toMatchObject({ status: 'done', train: { promoted: false } });
    expect(metrics).toBeNull(); // there is no point for the chart across versions
    expect(trained.train?.metrics?.test.queries).toBe(0);
    expect(detail.slices).toEqual([]);
    expect(detail.queries.every(({ outcome }) => outcome === 'nothing-right')).toBe(true);
    expect(words).toContain('has a right entry');
    expect(words).toContain('Too few judgments');
  });

  it.each(['train', 'calibrate', 'test'])('one judgment, in %s', async (split) => {
    const one = rows.filter(
      ({ query, verdict }) => verdict === 'yes' && splitByHash(normaliseText(query)) === split,
    );
    const { trained, detail, words } = await afterTraining(canonicalJson(), csv(one.slice(0, 1)));
    expect(trained.status).toBe('done');
    expect(detail.queries).toHaveLength(split === 'test' ? 1 : 0);
    expect(detail.slices).toEqual([]);
    expect(words).toContain(
      split === 'test' ? 'Only 1 test query has' : 'No judged query fell into the test split',
    );
  });

  it('contradictions alone counts none of them', async () => {
    const both = rows.flatMap((row): Row[] => [
      { ...row, verdict: 'yes' },
      { ...row, verdict: 'no' },
    ]);
    const { trained, metrics, detail, words } = await afterTraining(canonicalJson(), csv(both));
    expect(trained).toMatchObject({ status: 'done', train: { metrics: null } });
    expect(metrics).toBeNull();
    expect(detail.queries).toEqual([]);
    expect(words).toContain('Too few judgments');
  });

  it('a single entry is measured as what it is', async () => {
    const queries = ['nurse', 'nurses', 'ward nurse', 'night nurse', 'nurse aide', 'matron'];
    const one = queries.map((query): Row => ({ query, key: 'nurse', verdict: 'yes' }));
    const dictionary = JSON.stringify({ nurse: ['Registered Nurse'] });
    const { trained, detail } = await afterTraining(dictionary, csv(one));
    expect(trained.status).toBe('done');
    expect(detail.confusion).toEqual([]);
    expect(detail.queries.every(({ outcome }) => outcome === 'right')).toBe(true);
  });

  it('duplicates counts each judgment once', async () => {
    const once = await afterTraining(canonicalJson(), csv(rows));
    const twice = await afterTraining(canonicalJson(), csv([...rows, ...rows]));
    expect(twice.metrics).toEqual(once.metrics);
    expect(twice.imported?.imported?.skipped).toBeGreaterThanOrEqual(rows.length);
  });

  it('a test split without a right entry is measured by its pairs alone', async () => {
    const some = rows.filter((row) => !isTest(row) || row.verdict === 'no');
    const { trained, metrics, detail, words } = await afterTraining(canonicalJson(), csv(some));
    expect(trained).toMatchObject({ status: 'done', train: { promoted: false } });
    expect(trained.train?.gate).toMatchObject([{ rule: 'test-data', pass: false }]);
    expect(metrics).toBeNull();
    expect(detail.precisionRecall).toMatchObject({ positives: 0, averagePrecision: null });
    for (const point of detail.operatingPoints) expect(point.recall).toBeNull();
    expect(words).toContain('has a right entry');
    expect(words).toMatch(/judged test pairs are rejected: without confirmed ones/);
  });
});

describe('grades', () => {
  const STATUS = { hired: 1, interviewed: 0.6, screened: 0.3, rejected: 0 };
  const names = Object.keys(STATUS);
  const graded = ['query,key,status']
    .concat(
      rows.map(({ query, key, verdict }, i) => {
        const status = verdict === 'yes' ? names[i % 2] : names[2 + (i % 2)];
        return `${query},${key},${status}`;
      }),
    )
    .join('\n');
  const mapping = { query: 'query', key: 'key', verdict: 'status' };
  const importing =
    (outcomes: Record<string, number>): Import =>
    async (client) => {
      const source = { name: 'graded.csv', content: new Blob([graded]) };
      const request = { source, kind: 'feedback' as const, mapping: { ...mapping, outcomes } };
      return ended(client, (await client.jobs.import(request)).id);
    };

  it('give a graded NDCG and a correlation, and leave right and wrong to the verdict', async () => {
    const binary = await afterTraining(canonicalJson(), csv(rows));
    const found = await afterTraining(canonicalJson(), importing(STATUS));
    expect(found.metrics?.test.queries).toBe(binary.metrics?.test.queries);
    expect(found.metrics?.test.top1).toBe(binary.metrics?.test.top1);
    expect(found.metrics?.test['recall@10']).toBe(binary.metrics?.test['recall@10']);
    expect(found.metrics?.test['ndcg@10']).not.toBe(binary.metrics?.test['ndcg@10']);
    expect(found.metrics?.pairs).toEqual(binary.metrics?.pairs);
    expect(binary.metrics?.correlation).toBeNull();
    expect(found.metrics?.correlation).toMatchObject({ pairs: found.metrics?.pairs.test?.n });
    const spearman = found.metrics?.correlation?.spearman;
    expect(spearman?.value).toBeGreaterThan(0.3);
    expect(spearman?.lower).toBeLessThan(spearman?.value ?? 0);
  });

  it.each([1.5, -0.1])('of %s are refused before anything is imported', async (grade) => {
    const engine = await openNodeEngine({ folder: await emptyWorkspace() });
    try {
      await importText(engine.client, 'canonical', canonicalJson());
      const request = importing({ ...STATUS, hired: grade })(engine.client);
      await expect(request).rejects.toMatchObject({ code: expect.stringMatching(/BAD_/) });
      expect((await engine.client.workspace.get()).counts.judgments).toBe(0);
    } finally {
      await engine.close();
    }
  });
});
