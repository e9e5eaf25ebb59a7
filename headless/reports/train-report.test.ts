import { describe, expect, it } from 'vitest';
import { sampleMetrics, sampleTrain } from '#test/transport/fixtures.ts';
import { painter } from '../terminal/style.ts';
import { trainExitCode, trainLines } from './train-report.ts';

const plain = painter(false);
const failed = { ...sampleTrain.gate[0], pass: false } as (typeof sampleTrain.gate)[number];

describe('trainExitCode', () => {
  it.each([
    ['promoted', { promoted: true, gate: sampleTrain.gate }, 0],
    ['promoted against the gate', { promoted: true, gate: [failed] }, 0],
    ['refused', { promoted: false, gate: [failed] }, 3],
    ['nothing to judge', { promoted: false, gate: [] }, 0],
    ['all passed, promotion not asked for', { promoted: false, gate: sampleTrain.gate }, 0],
  ])('%s', (_, result, code) => {
    expect(trainExitCode(result)).toBe(code);
  });
});

describe('trainLines', () => {
  const text = trainLines(sampleTrain, 'full-train', plain).join('\n');

  it.each([
    'v20261120-1: promoted, in use from now on.',
    'pass  Top-1 accuracy on test  0.412  0.300  Reached.',
    'Ranking on test, 1 203 queries',
    'NDCG@10     0.578  [0.558, 0.598]',
    'errors: 61 not retrieved, 646 ranked too low',
    'Pairs on test, 2 290 judged, 1 198 right',
    'accept  ≥ 0.910        312   14 %  0.962  [0.942, 0.982]',
    'Time 5.7 s (load 0.4 s, embed 3.3 s, evaluate 2.0 s); peak memory 812 MB',
  ])('says %j', (line) => {
    expect(text).toContain(line);
  });

  it('says that the gate refused and how to use the version all the same', () => {
    const refused = { ...sampleTrain, promoted: false, gate: [failed] };
    const lines = trainLines(refused, 'full-train', plain);
    expect(lines[0]).toContain('the gate refused it');
    expect(lines.join('\n')).toContain('FAIL  Top-1');
  });

  it('says of a smoke test that no version was made', () => {
    const smoke = { ...sampleTrain, version: null, promoted: false, gate: [], metrics: null };
    expect(trainLines(smoke, 'smoke-test', plain)[0]).toContain('no version was made');
  });

  it('shows the numbers without leaked queries beside', () => {
    const metrics = { ...sampleMetrics, leaked: 12, withoutLeakage: sampleMetrics.test };
    const lines = trainLines({ ...sampleTrain, metrics }, 'full-train', plain);
    expect(lines.join('\n')).toContain('without the 12 test queries that are also terms');
  });

  it('colours nothing when told not to', () => {
    expect(text).not.toContain('\u001b');
    expect(trainLines(sampleTrain, 'full-train', painter(true)).join('')).toContain('\u001b[32m');
  });
});
