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

  it('names the fastest device, or says that there is none', () => {
    const of = (...reports: Partial<DeviceReport>[]) =>
      jobNews(aJob({ kind: 'probe', status: 'done', verdict: verdict(...reports) }));
    const chosen = { chosen: true, name: 'CPU, 2 threads', dtype: 'int8' as const };
    expect(of({ chosen: false }, chosen)?.detail).toBe('Fastest: CPU, 2 threads, int8.');
    expect(of({ chosen: false })?.tone).toBe('bad');
  });
});
