import { describe, expect, it } from 'vitest';
import type {
  DeviceReport,
  MatchedTable,
  ModelSummary,
  TrainResult,
} from '#core/contract/index.ts';
import { jobNews } from './job-news.ts';
import { aJob } from './testing.ts';

const result: TrainResult = {
  run: 'r',
  version: 'v20261120-2',
  promoted: false,
  gate: [{ rule: 'top1', title: '', value: 0.447, bound: 0.8, pass: false, reason: '' }],
  metrics: {} as TrainResult['metrics'],
  learning: null,
  timings: {},
  peak_rss_mb: 0,
};

const verdict = (...reports: Partial<DeviceReport>[]) => ({
  model: 'm',
  modelName: 'MiniLM',
  machine: '',
  measuredAt: '',
  reports: reports as DeviceReport[],
});

describe('jobNews', () => {
  it('tells what came of a training', () => {
    const of = (train: TrainResult) => jobNews(aJob({ status: 'done', train }))?.message;
    expect(of(result)).toBe('v20261120-2 made, not promoted');
    expect(of({ ...result, promoted: true })).toBe('v20261120-2 promoted');
    expect(of({ ...result, version: null })).toBe('Full train done');
  });

  it('says why a job stopped, and nothing of a cancelled one', () => {
    const error = { code: 'DISK_FULL', message: 'Full.' };
    expect(jobNews(aJob({ status: 'failed', error }))?.detail).toBe('Full.');
    expect(jobNews(aJob({ status: 'cancelled' }))).toBeNull();
  });

  it('names a model that was added', () => {
    const model = { name: 'MiniLM', dimensions: 384 } as ModelSummary;
    expect(jobNews(aJob({ kind: 'add-model', status: 'done', model }))).toMatchObject({
      message: 'MiniLM added',
      screen: 'settings',
    });
  });

  it('says how many rows of a table have an entry', () => {
    const matched = {
      id: 'm1',
      name: 'vacancies.csv',
      done: 10_000,
      bands: { accept: 6112, review: 2940, reject: 900, unscored: 0, none: 48 },
    } as MatchedTable;
    const news = jobNews(aJob({ kind: 'match', status: 'done', matched }));
    expect(news).toMatchObject({ screen: 'match', params: { table: 'm1' } });
    expect(news?.detail?.replaceAll('\u00a0', ' ')).toBe('An entry for 9 952 of 10 000 rows.');
  });

  it('says what left and what came in', () => {
    const exported = { version: 'v1', path: '/w/exports/v1.plumbline.zip', bytes: 31e6 };
    const out = { ...exported, sha256: '', files: 9 };
    expect(jobNews(aJob({ kind: 'export', status: 'done', exported: out }))).toMatchObject({
      ...{ message: 'v1 exported', screen: 'versions', params: { version: 'v1' } },
      detail: '/w/exports/v1.plumbline.zip, 31\u00a0MB.',
    });
    const of = (bundle: { version: string; origin: string; known: boolean }) =>
      jobNews(aJob({ kind: 'import-bundle', status: 'done', bundle: { ...bundle, checks: [] } }));
    expect(of({ version: 'v1', origin: 'v1', known: true })?.message).toBe('v1 was here already');
    expect(of({ version: 'v1', origin: 'v1', known: false })?.detail).toBeUndefined();
    expect(of({ version: 'v2', origin: 'v1', known: false })).toMatchObject({
      ...{ message: 'v2 imported', detail: 'It was v1 where it was made.' },
    });
  });

  it('says that runs were pushed, and that a version was made again', () => {
    expect(jobNews(aJob({ kind: 'push-mlflow', status: 'done' }))).toMatchObject({
      ...{ message: 'Pushed to MLflow', screen: 'runs' },
    });
    const made = jobNews(aJob({ kind: 'recreate', status: 'done', train: result }));
    expect(made).toMatchObject({ message: 'v20261120-2 made again', screen: 'versions' });
  });

  it('names the fastest device, or says that there is none', () => {
    const of = (...reports: Partial<DeviceReport>[]) =>
      jobNews(aJob({ kind: 'probe', status: 'done', verdict: verdict(...reports) }));
    const chosen = { chosen: true, name: 'CPU, 2 threads', dtype: 'int8' as const };
    expect(of({ chosen: false }, chosen)?.detail).toBe('Fastest: CPU, 2 threads, int8.');
    expect(of({ chosen: false })?.tone).toBe('bad');
  });
});
