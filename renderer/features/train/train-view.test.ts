import { describe, expect, it } from 'vitest';
import type { TrainResult, WorkspaceSummary } from '#core/contract/index.ts';
import { aJob, aStage } from '../jobs/testing.ts';
import { embeddedWith, ruleNumbers, trainingObstacle, verdictOf } from './train-view.ts';

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

describe('verdicts', () => {
  it.each([
    [{ ...result, promoted: true }, 'promoted'],
    [result, 'refused by the gate'],
    [{ ...result, version: null }, 'no version made'],
    [{ ...result, metrics: null, gate: [] }, 'not promoted'],
  ])('%#', (train, text) => {
    expect(verdictOf(train).text).toBe(text);
  });

  it('sets a number against its bound', () => {
    expect(
      ruleNumbers({ rule: 'top1', title: '', value: 0.447, bound: 0.8, pass: false, reason: '' }),
    ).toBe('0.447, needs 0.800');
    expect(
      ruleNumbers({
        rule: 'must-pass',
        title: '',
        value: null,
        bound: null,
        pass: true,
        reason: '',
      }),
    ).toBe('');
  });
});

describe('trainingObstacle', () => {
  const workspace = (entries: number, judgments: number, readOnly = false) =>
    ({ readOnly, counts: { entries, judgments } }) as WorkspaceSummary;

  it.each([
    [workspace(0, 0), 'build-index', true],
    [workspace(5, 0), 'full-train', false],
    [workspace(5, 5, true), 'full-train', true],
  ] as const)('%#', (of, mode, blocks) => {
    expect(trainingObstacle(of, mode)?.blocks).toBe(blocks);
  });

  it('lets everything else start', () => {
    expect(trainingObstacle(workspace(5, 5), 'full-train')).toBeNull();
    expect(trainingObstacle(workspace(5, 0), 'build-index')).toBeNull();
  });
});

describe('embeddedWith', () => {
  it('tells what the embedding stage told when it was done', () => {
    const detail = '2\u202f093 terms x 640, MiniLM on the CPU, int8';
    const of = (stage: Parameters<typeof aStage>[0]) =>
      embeddedWith(aJob({ stages: [aStage(stage)] }));
    expect(of({ state: 'done', detail })).toBe('2\u00a0093 terms x 640, MiniLM on the CPU, int8');
    expect(of({ state: 'running', detail })).toBeNull();
    expect(of({ stage: 'learn', state: 'done', detail })).toBeNull();
  });
});
