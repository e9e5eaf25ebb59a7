import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleJob } from '#test/transport/fixtures.ts';
import { cliHarness, inputOf, runInHarness } from '../cli-harness.ts';

const h = cliHarness();
const cli = (args: string[]) => runInHarness(h, args);

const exported = {
  ...{ version: 'v20261120-1', path: '/x/a.plumbline.zip', bytes: 1_200_000 },
  ...{ sha256: 'ab12', files: 21 },
};
const bundle = {
  ...{ version: 'v20261121-1', origin: 'v20261120-1', known: false },
  checks: ['the hashes of 21 files are right'],
};

function endAs(result: Partial<typeof sampleJob>) {
  h.state.jobStates = [{ ...sampleJob, status: 'done', error: null, ...result }];
}

describe('export', () => {
  it('asks for a bundle beside the caller, whole unless told otherwise', async () => {
    endAs({ kind: 'export', exported });
    const { code, stdout } = await cli(['export', 'ws', 'latest', 'a.plumbline.zip']);
    expect(code).toBe(0);
    expect(inputOf(h, 'jobs.exportBundle')).toEqual({
      ...{ version: 'latest', out: join(h.folder, 'a.plumbline.zip'), replace: false },
      ...{ texts: true, vectors: true, weights: true },
    });
    expect(stdout).toContain('v20261120-1: 21 files, 1.2 MB, in /x/a.plumbline.zip.');
    expect(stdout).toContain('sha256 ab12');
  });

  it('leaves out what it is told to, and goes to exports without a name', async () => {
    endAs({ kind: 'export', exported });
    const without = ['--no-texts', '--no-vectors', '--no-weights', '--replace'];
    const { stdout } = await cli(['export', 'ws', 'v20261120-1', ...without, '--json']);
    expect(inputOf(h, 'jobs.exportBundle')).toEqual({
      ...{ version: 'v20261120-1', out: null, replace: true },
      ...{ texts: false, vectors: false, weights: false },
    });
    expect(JSON.parse(stdout)).toEqual(exported);
  });
});

describe('import --bundle', () => {
  it('brings a version in and says what was checked and what to do next', async () => {
    endAs({ kind: 'import-bundle', bundle });
    const { code, stdout } = await cli(['import', 'ws', '--bundle', 'a.zip']);
    expect(code).toBe(0);
    expect(inputOf(h, 'jobs.importBundle')).toEqual({ source: { path: join(h.folder, 'a.zip') } });
    expect(stdout).toContain('v20261121-1 is imported, which was v20261120-1 where it was made.');
    expect(stdout).toContain('the hashes of 21 files are right');
    expect(stdout).toContain('plumbline promote WORKSPACE v20261121-1');
    const { stdout: json } = await cli(['import', 'ws', '--bundle', 'a.zip', '--json']);
    expect(JSON.parse(json)).toEqual(bundle);
  });

  it('says so where the version is here already', async () => {
    endAs({ kind: 'import-bundle', bundle: { ...bundle, known: true } });
    const { stdout } = await cli(['import', 'ws', '--bundle', 'a.zip']);
    expect(stdout).toContain('nothing was written');
  });

  it('takes nothing else with it', async () => {
    const { code, stderr } = await cli([
      'import',
      'ws',
      '--bundle',
      'a.zip',
      '--feedback',
      'f.csv',
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('alone');
  });
});
