import { describe, expect, it } from 'vitest';
import { Settings } from '#core/contract/index.ts';
import { comparedPair, comparedRows, differenceGroups, sameWords } from './compare-runs-view.ts';
import { finalMeasures, measureTitle, measureValue } from './measures-view.ts';
import { placeParams, readPlace, togglePick } from './place.ts';
import {
  changedSettings,
  coursesOf,
  endWords,
  environmentRows,
  filterLog,
  mlflowWords,
  valueWords,
} from './run-view.ts';
import {
  durationWords,
  embedderTitle,
  filterRuns,
  mainMeasure,
  modesOf,
  modeTitle,
  statusCounts,
} from './runs-view.ts';
import { DEFAULT_SETTINGS, settingTitle } from './setting-words.ts';
import { aRun } from './testing.ts';

const now = new Date('2026-11-20T10:01:00.000Z');
const models = [{ id: 'minilm-1a2b', name: 'all-MiniLM-L6-v2' }];

describe('the list of runs', () => {
  it.each([
    [aRun(), '13\u00a0s'],
    [aRun({ status: 'running', finishedAt: null }), '1\u00a0min 00\u00a0s'],
    [aRun({ status: 'killed', finishedAt: null }), '–'],
  ])('says how long a run took', (run, words) => {
    expect(durationWords(run, now)).toBe(words);
  });

  it('names modes, embedders and measures, also those that it does not know', () => {
    expect(modeTitle('full-train')).toBe('Full train');
    expect(modeTitle('some-new-mode')).toBe('Some new mode');
    expect(embedderTitle('minilm-1a2b', models)).toBe('all-MiniLM-L6-v2');
    expect(embedderTitle('gone', models)).toBe('gone');
    expect(mainMeasure(aRun({ measures: { 'test.ndcg@10': 0.8974 } }))).toBe('0.897');
    expect(mainMeasure(aRun())).toBe('–');
  });

  it('counts only statuses that occur', () => {
    const runs = [aRun(), aRun({ status: 'failed' }), aRun({ status: 'failed' })];
    expect(statusCounts(runs).map(({ name, count }) => `${name} ${count}`)).toEqual([
      'All 3',
      'Finished 1',
      'Failed 2',
    ]);
    expect(modesOf([aRun(), aRun()])).toEqual([{ value: 'full-train', label: 'Full train' }]);
  });

  it.each([
    [{ status: 'failed' as const }, ['b']],
    [{ mode: 'build-index' }, ['c']],
    [{ text: 'MINILM' }, ['c']],
    [{ text: 'disk' }, ['b']],
    [{ text: 'v20261120-1' }, ['a']],
    [{ text: 'nothing like that' }, []],
  ])('finds runs by %o', (wanted, ids) => {
    const parameters = { ...aRun().parameters, embedder: 'minilm-1a2b' };
    const runs = [
      aRun({ id: 'a' }),
      aRun({
        id: 'b',
        status: 'failed',
        version: null,
        error: { code: 'DISK_FULL', message: 'The dísk is full.' },
      }),
      aRun({ id: 'c', mode: 'build-index', version: null, parameters }),
    ];
    const all = { status: 'all' as const, mode: '', text: '' };
    expect(filterRuns(runs, { ...all, ...wanted }, models).map(({ id }) => id)).toEqual(ids);
  });
});

describe('place', () => {
  it('survives the address', () => {
    const place = {
      ...{ run: 'r1', part: 'log' as const, status: 'failed' as const },
      ...{ mode: 'full-train', text: 'disk', picked: ['r1', 'r2'] },
    };
    expect(readPlace(placeParams(place))).toEqual(place);
  });

  it('reads what cannot be read as what stands there at first', () => {
    const read = readPlace({ part: 'x', status: 'y', compare: 'a~b~c' });
    expect(read).toMatchObject({ part: 'overview', status: 'all', picked: ['a', 'b'] });
  });

  it.each([
    [[], ['a']],
    [['a'], []],
    [['b'], ['b', 'a']],
    [
      ['b', 'c'],
      ['c', 'a'],
    ],
  ])('toggles a in %o', (picked, after) => {
    expect(togglePick(picked, 'a')).toEqual(after);
  });
});

describe('one run', () => {
  it('knows the defaults of the contract, and names every setting', () => {
    expect(DEFAULT_SETTINGS).toEqual(Settings.parse({}));
    expect(settingTitle('adapter')).toBe('Adapter');
    expect(settingTitle('unknown')).toBe('unknown');
  });

  it('shows only settings that are not the default', () => {
    expect(changedSettings(DEFAULT_SETTINGS)).toEqual([]);
    expect(changedSettings({ ...DEFAULT_SETTINGS, adapter: 'off', stopWords: ['the'] })).toEqual([
      { name: 'Adapter', value: 'off' },
      { name: 'Stop words', value: 'the' },
    ]);
  });

  it.each([
    [null, 'none'],
    [true, 'yes'],
    [[{}, {}], '2 items'],
    [[], '0 items'],
    [{ a: 1 }, '{"a":1}'],
    [0.5, '0.5'],
  ])('says %o as %s', (value, words) => {
    expect(valueWords(value)).toBe(words);
  });

  it('names measures', () => {
    expect(measureTitle('test.ndcg@10')).toBe('NDCG@10');
    expect(measureTitle('recall@10')).toBe('Recall@10');
    expect(measureTitle('pairs.test.roc_auc')).toBe('Pairs: ROC AUC');
    expect(measureTitle('learning.gain.mrr@10')).toBe('Learning gain: MRR@10');
    expect([222, 1, 0.9434, -0.0007].map(measureValue)).toEqual([
      '222',
      '1.000',
      '0.943',
      '−0.001',
    ]);
  });

  it('tells courses from single numbers', () => {
    const point = { at: '', step: 0, value: 0.5 };
    const metrics = [
      { name: 'pairs.test.auc', points: [point] },
      { name: 'test.top1', points: [point] },
      { name: 'adapter.mrr', points: [point, point] },
    ];
    expect(coursesOf(metrics).map(({ name }) => name)).toEqual(['adapter.mrr']);
    const { headline, others } = finalMeasures(metrics);
    expect(headline.map(({ name }) => name)).toEqual(['test.top1']);
    expect(others.map(({ title }) => title)).toEqual(['Pairs: Auc']);
  });

  it('marks hashes in the environment', () => {
    expect(environmentRows({ node: 'v20', model: 'a'.repeat(64) })).toEqual([
      { name: 'Node', value: 'v20' },
      { name: 'Model', value: 'a'.repeat(64), code: true },
    ]);
  });

  it('searches the log by level and text', () => {
    const line = { at: '', stage: 'embed' };
    const lines = [
      { ...line, level: 'info' as const, message: 'Batch 1' },
      { ...line, level: 'warn' as const, message: 'Slow batch' },
    ];
    expect(filterLog(lines, { level: 'all', text: 'BATCH' })).toHaveLength(2);
    expect(filterLog(lines, { level: 'problems', text: '' })).toHaveLength(1);
    expect(filterLog(lines, { level: 'all', text: 'learn' })).toHaveLength(0);
  });

  it('says how it ended and where it lies', () => {
    expect(endWords(aRun({ status: 'killed' }))).toContain('The process ended');
    expect(endWords(aRun({ status: 'running' }))).toBeNull();
    expect(endWords(aRun({ promoted: false }))).toContain('not promoted');
    expect(mlflowWords(null)).toBe('Not pushed yet.');
    const pushed = {
      ...{ url: '', experiment: 'plumbline', experimentId: '1', runId: 'x', at: '', page: '' },
      complete: true,
      model: { name: 'titles', version: '3', alias: 'champion' },
    };
    expect(mlflowWords(pushed)).toBe(
      'In experiment plumbline as version 3 of titles, alias champion.',
    );
    expect(mlflowWords({ ...pushed, complete: false })).toContain('broke off');
  });
});

describe('two runs', () => {
  it('are compared from the older to the newer', () => {
    const runs = [aRun({ id: 'new', startedAt: '2026-11-21' }), aRun({ id: 'old' })];
    expect(comparedPair(['new', 'old'], runs)).toEqual({ from: 'old', to: 'new' });
    expect(comparedPair(['new'], runs)).toBeNull();
    expect(comparedPair(['new', 'gone'], runs)).toBeNull();
  });

  it('show what differs by group, with settings by their names', () => {
    const groups = differenceGroups({
      differences: [
        { group: 'duration', name: 'embed', from: '1 s', to: '2 s' },
        { group: 'settings', name: 'adapter', from: null, to: 'off' },
      ],
    });
    expect(groups).toEqual([
      { title: 'Settings', rows: [{ name: 'Adapter', from: '–', to: 'off' }] },
      { title: 'Duration', rows: [{ name: 'Embed', from: '1 s', to: '2 s' }] },
    ]);
    expect(sameWords(1)).toBe('1 more thing is the same.');
  });

  it('show measures with what may be said of them', () => {
    const interval = { value: 0.02, lower: 0.01, upper: 0.03 };
    const comparison = {
      ...{ measure: 'ndcg@10' as const, from: 'a', to: 'b', difference: interval, pValue: 0.01 },
      ...{ adjustedP: 0.01, verdict: 'better' as const, wins: 1, losses: 0, ties: 0 },
    };
    const [sure, unsure, missing] = comparedRows([
      { name: 'test.ndcg@10', from: 0.5, to: 0.52, comparison },
      { name: 'test.top1', from: 0.5, to: 0.4, comparison: null },
      { name: 'test.mrr@10', from: null, to: 0.4, comparison: null },
    ]);
    expect(sure).toMatchObject({ verdict: 'better', tone: 'good' });
    expect(sure).toMatchObject({ difference: '+0.020', interval: '+0.010 to +0.030' });
    expect(unsure).toMatchObject({ difference: '−0.100', verdict: '–', tone: 'plain' });
    expect(missing?.difference).toBe('–');
  });
});
