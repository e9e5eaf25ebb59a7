import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleMetrics } from '#test/transport/fixtures.ts';
import { sampleDetail } from '#test/transport/sample-detail.ts';
import { cliHarness, inputOf, runInHarness } from '../cli-harness.ts';
import { metricsLines } from '../reports/metrics-report.ts';
import { painter } from '../terminal/style.ts';

const h = cliHarness();
const cli = (args: string[]) => runInHarness(h, args);

describe('evaluate --detail', () => {
  it('prints what lies below the numbers, measured on today', async () => {
    const { stdout } = await cli(['evaluate', 'ws', '--detail']);
    expect(inputOf(h, 'evaluate.detail')).toEqual({ version: 'v20261120-1', anew: true });
    const lines = stdout.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '));
    for (const line of [
      'Best F1 | 0.440 | 1 300 | 0.740 | [0.690, 0.790] | 0.810 | [0.760, 0.860] | 0.773 | 1.500',
      'Least cost | never | 0 | – | 0.100 | [0.050, 0.150] | – | –',
      'Script | Latin | 1 100 | 0.600 | [0.550, 0.650] | 0.550 | 0.500 | +0.100 | 0.0120 | better',
      'other | 103 | 0.400 | [0.350, 0.450] | 0.350 | 0.300',
      'Nurse | chef | 2 | ward nurse; galley',
      'ndcg@10 | +0.100 | [0.050, 0.150] | 0.0004 | 0.0016 | better | 10 / 4 / 1 189',
      'ward nurse | Nurse | 1.000 -> 0.500 | 1 -> > 100',
      'Only 9 test queries have a right entry.',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it('compares with a version that is named, and is all in the JSON', async () => {
    const { stdout } = await cli(['evaluate', 'ws', '--against', 'v1', '--json']);
    expect(inputOf(h, 'evaluate.detail')).toMatchObject({ against: 'v1' });
    expect(JSON.parse(stdout)).toEqual({
      ...{ version: 'v20261120-1', metrics: sampleMetrics, run_out: null, detail: sampleDetail },
    });
  });

  it('writes the result of each query, quoted where it must be', async () => {
    const { stdout } = await cli(['evaluate', 'ws', '--per-query', 'q.csv']);
    expect(stdout).toContain(`The result of each query is in ${join(h.folder, 'q.csv')}.`);
    expect(stdout).not.toContain('Slices');
    expect(await readFile(join(h.folder, 'q.csv'), 'utf8')).toBe(
      [
        'query,outcome,ndcg@10,rank,right_key,right_name,found_key,found_name',
        '"galley, ""night""",candidate-miss,0,,nurse,Nurse,chef,',
        'rn,right,1,1,nurse,Nurse,nurse,Nurse',
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    [['--detail', '--feedback', 'f.csv']],
    [['--per-query', 'q.csv', '--queries', 'q.jsonl', '--qrels', 'q.tsv']],
  ])('refuses %j: those are about the test split', async (args) => {
    const { code, stderr } = await cli(['evaluate', 'ws', ...args]);
    expect(code).not.toBe(0);
    expect(stderr).toContain("the workspace's test split");
    expect(h.opened).toEqual([]);
  });
});

describe('the metrics', () => {
  const text = (changed: object) =>
    metricsLines({ ...sampleMetrics, ...changed }, painter(false)).join('\n');

  it('tell what is left without leaked queries', () => {
    const withoutLeakage = { ...sampleMetrics.test, 'ndcg@10': 0.5, top1: 0.4, 'mrr@10': 0.45 };
    expect(text({ withoutLeakage, leaked: 12 })).toContain(
      'without the 12 test queries that are also terms: NDCG@10 0.500, top-1 0.400, MRR@10 0.450',
    );
  });

  it('tell how the score goes with the grades, where there are grades', () => {
    expect(text({})).not.toContain('Correlation');
    const spearman = { value: 0.6, lower: 0.5, upper: 0.7 };
    const correlation = { pairs: 1200, queries: 300, spearman, pearson: null, kendall: null };
    const lines = text({ correlation });
    expect(lines).toContain('Correlation with the grades, 1 200 pairs of 300 queries');
    expect(lines).toMatch(/Spearman +0\.600 {2}\[0\.500, 0\.700\]/);
    expect(lines).toMatch(/Pearson +– {2}one side is constant/);
  });
});
