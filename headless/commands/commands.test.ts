import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleMetrics } from '#test/transport/fixtures.ts';
import { cliHarness, inputOf, pipe, runInHarness } from '../cli-harness.ts';
import type { Runtime } from '../runtime.ts';

const h = cliHarness();
const cli = (args: string[], patch: Partial<Runtime> = {}) => runInHarness(h, args, patch);

describe('search', () => {
  it('prints results as JSON or as a table', async () => {
    const { stdout } = await cli(['search', 'ws', 'swe', '--json']);
    expect(JSON.parse(stdout).results[0]).toMatchObject({
      key: 'swe',
      term: 'SWE',
      probability: 0.97,
      band: 'accept',
      semantic: 0.91,
      lexical: 0.88,
    });
    expect((await cli(['search', 'ws', 'swe'])).stdout).toContain('1  swe  Software Engineer');
    expect(h.opened[0]?.readOnly).toBe(true);
  });

  it('passes key, k and version on', async () => {
    await cli(['search', 'ws', '--key', 'swe', '--k', '3', '--version', 'v1']);
    expect(inputOf(h, 'search.query')).toMatchObject({ key: 'swe', k: 3, version: 'v1' });
  });
});

describe('evaluate', () => {
  it('prints the metrics and writes the run', async () => {
    const { stdout } = await cli(['evaluate', 'ws', '--run-out', 'r.trec', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      version: 'v20261120-1',
      metrics: sampleMetrics,
      run_out: join(h.folder, 'r.trec'),
    });
    expect(await readFile(join(h.folder, 'r.trec'), 'utf8')).toBe('q1 Q0 swe 1 0.97 plumbline\n');
    expect(h.opened[0]?.readOnly).toBe(true);
  });

  it("measures on other files, counted from the caller's folder", async () => {
    await cli(['evaluate', 'ws', '--queries', 'q.jsonl', '--qrels', 'q.tsv']);
    expect(inputOf(h, 'evaluate.score')).toMatchObject({
      queries: { path: join(h.folder, 'q.jsonl') },
      qrels: { path: join(h.folder, 'q.tsv') },
    });
  });
});

describe('versions, promote, rollback', () => {
  it('lists', async () => {
    const { stdout } = await cli(['versions', 'ws', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      latest: 'v20261120-1',
      versions: [{ version: 'v20261120-1', status: 'latest' }],
    });
    expect((await cli(['versions', 'ws'])).stdout).toContain('v20261120-1  latest  full-train');
  });

  it('promotes, or exits 3 where the gate refuses', async () => {
    expect((await cli(['promote', 'ws', 'v2'])).stdout).toBe(
      'v2 is in use; before it was v20261120-1.\n',
    );
    const refused = await cli(['promote', 'ws', 'v-refused', '--json']);
    expect(refused.code).toBe(3);
    expect(JSON.parse(refused.stdout).error).toMatchObject({ code: 'GATE_REFUSED' });
    const args = ['promote', 'ws', 'v-refused', '--override-reason', 'checked by hand'];
    expect((await cli(args)).code).toBe(0);
  });

  it('rolls back', async () => {
    const { stdout } = await cli(['rollback', 'ws', 'v1', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'rollback', to: 'v1' });
  });
});

describe('settings', () => {
  it('shows them without taking the workspace', async () => {
    const { stdout } = await cli(['settings', 'ws', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ minAccuracy: 0.8 });
    expect(h.opened[0]?.readOnly).toBe(true);
  });

  it('changes one and leaves the others', async () => {
    const { stdout } = await cli(['settings', 'ws', 'minAccuracy=0.3']);
    expect(stdout).toContain('minAccuracy        0.3');
    expect(inputOf(h, 'workspace.update')).toEqual({ minAccuracy: 0.3 });
  });
});

describe('serve', () => {
  it('prints one address, serves until interrupted, and exits 0', async () => {
    const { code, stdout } = await cli(['serve', 'ws', '--port', '0'], {
      stderr: pipe(() => h.interrupt.abort()),
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}\n$/);
    expect(h.closed).toBe(1);
  });

  it('serves this folder where it is a workspace, else the sample', async () => {
    h.interrupt.abort();
    await cli(['serve']);
    await writeFile(join(h.folder, 'workspace.json'), '{}');
    await cli(['serve']);
    expect(h.opened.map((one) => one.folder)).toEqual(['/sample', h.folder]);
  });
});
