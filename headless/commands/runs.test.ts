import { describe, expect, it } from 'vitest';
import { RunDetail } from '#core/contract/runs.ts';
import { sampleJob } from '#test/transport/fixtures.ts';
import { sampleComparison, sampleRun, sampleRunDetail } from '#test/transport/sample-records.ts';
import { cliHarness, inputOf, runInHarness } from '../cli-harness.ts';

const h = cliHarness();
const cli = (args: string[]) => runInHarness(h, args);

describe('runs', () => {
  it('lists what is asked for, without taking the workspace', async () => {
    const filter = ['--mode', 'full-train', '--status', 'finished', '--text', 'lex'];
    const { stdout } = await cli(['runs', 'ws', ...filter, '--json']);
    expect(JSON.parse(stdout)).toEqual([sampleRun]);
    expect(inputOf(h, 'runs.list')).toEqual({
      mode: 'full-train',
      status: 'finished',
      text: 'lex',
    });
    expect(h.opened[0]?.readOnly).toBe(true);
    expect((await cli(['runs', 'ws'])).stdout).toMatch(
      /r20261120-1 +finished +full-train +lexical +v20261120-1 +0\.897 +– +13\.0 s/,
    );
  });

  it('refuses a status that there is not', async () => {
    expect((await cli(['runs', 'ws', '--status', 'dead'])).code).toBe(2);
  });

  it('shows one', async () => {
    const { stdout } = await cli(['runs', 'show', 'ws', 'r20261120-1']);
    expect(inputOf(h, 'runs.get')).toEqual({ id: 'r20261120-1' });
    for (const part of ['finished, promoted', 'lexical', 'run.json', 'Told http', '2 lines of log'])
      expect(stdout).toContain(part);
    const { stdout: json } = await cli(['runs', 'show', 'ws', 'r20261120-1', '--json']);
    expect(JSON.parse(json)).toEqual(RunDetail.parse(sampleRunDetail));
    expect((await cli(['runs', 'show', 'ws', 'gone'])).code).toBe(2);
  });

  it('prints its log', async () => {
    const { stdout } = await cli(['runs', 'log', 'ws', 'r20261120-1']);
    expect(stdout).toContain('2026-11-20T10:00:01.000Z  warn  split: Few queries.');
    const { stdout: json } = await cli(['runs', 'log', 'ws', 'r20261120-1', '--json']);
    expect(JSON.parse(json)).toEqual(sampleRunDetail.log);
  });

  it('compares two', async () => {
    const { stdout } = await cli(['runs', 'compare', 'ws', 'r1', 'r2']);
    expect(stdout).toMatch(/parameters +embedder +lexical +builtin/);
    expect(stdout).toMatch(/ndcg@10 +0\.897 +0\.912/);
    expect(stdout).toContain('31 things are the same.');
    const { stdout: json } = await cli(['runs', 'compare', 'ws', 'r1', 'r2', '--json']);
    expect(JSON.parse(json)).toEqual({ ...sampleComparison, from: 'r1', to: 'r2' });
  });
});

describe('mlflow', () => {
  it('pushes the runs that are named, or all', async () => {
    h.state.jobStates = [{ ...sampleJob, kind: 'push-mlflow', status: 'done', error: null }];
    const { code, stdout } = await cli(['mlflow', 'push', 'ws', 'r1', 'r2', '--bundle', '--json']);
    expect([code, JSON.parse(stdout)]).toEqual([0, { pushed: [] }]);
    expect(inputOf(h, 'jobs.pushMlflow')).toEqual({ runs: ['r1', 'r2'], bundle: true });
    expect(h.opened[0]?.readOnly).toBe(false);
    expect((await cli(['mlflow', 'push', 'ws'])).stdout).toContain('Every run is there already.');
  });

  it('says which runs are there', async () => {
    const { stdout } = await cli(['mlflow', 'status', 'ws', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      url: null,
      runs: [{ run: 'r20261120-1', status: 'finished', record: null }],
    });
    const { stdout: lines } = await cli(['mlflow', 'status', 'ws']);
    expect(lines).toContain('0 of 1 runs are pushed.');
    expect(lines).toContain('mlflowUrl=');
    expect(h.opened.every(({ readOnly }) => readOnly)).toBe(true);
  });

  it('is followed after a training that set it going, and does not change its end', async () => {
    const push = { ...sampleJob, id: 'push', kind: 'push-mlflow' as const };
    h.state.jobStates = [
      { ...push, status: 'running', error: null },
      { ...sampleJob, status: 'done', error: null },
    ];
    const { code } = await cli(['train', 'ws']);
    expect(code).toBe(0);
    const watched = h.state.calls.filter(({ procedure }) => procedure === 'jobs.watch');
    expect(watched.map(({ input }) => input)).toContainEqual({ id: 'push' });
  });
});
