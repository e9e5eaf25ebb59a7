import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { sampleJob, sampleTrain } from '#test/transport/fixtures.ts';
import { cliHarness, inputOf, pipe, runInHarness } from './cli-harness.ts';
import type { Runtime } from './runtime.ts';

const h = cliHarness();
const cli = (args: string[], patch: Partial<Runtime> = {}) => runInHarness(h, args, patch);

describe('usage', () => {
  it('shows help on stdout and exits 0', async () => {
    const { code, stdout } = await cli(['--help']);
    expect(code).toBe(0);
    for (const name of ['init', 'import', 'train', 'search', 'match', 'evaluate', 'serve'])
      expect(stdout).toContain(`  ${name}`);
    expect(stdout).toContain('Exit codes');
  });

  it('prints its version, and leaves --version of a command to the command', async () => {
    expect(await cli(['--version'])).toMatchObject({ code: 0, stdout: '1.2.3\n' });
    const { code, stderr } = await cli(['search', 'ws', 'x', '--version', 'v0']);
    expect(code).toBe(2);
    expect(stderr).toContain('There is no version v0.');
  });

  it.each([
    [['nonsense']],
    [['train']],
    [['train', 'ws', '--mode', 'sideways']],
    [['search', 'ws', 'text', '--k', '0']],
    [['search', 'ws', 'text', '--k', '3x']],
    [['search', 'ws']],
    [['search', 'ws', 'text', '--key', 'k']],
    [['import', 'ws']],
    [['evaluate', 'ws', '--queries', 'q']],
    [['evaluate', 'ws', '--feedback', 'f', '--queries', 'q', '--qrels', 'r']],
    [['match', 'ws', 'in.csv', '--out', 'o.csv']],
    [['serve', 'ws', '--port', '99999']],
    [['serve', 'ws', '--host', '0.0.0.0']],
    [['settings', 'ws', 'nothing=1']],
  ])('%j is bad input, said in one line', async (args) => {
    const { code, stdout, stderr } = await cli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^plumbline: .+\n$/);
    expect(h.opened).toEqual([]);
  });

  it('gives usage errors as JSON too', async () => {
    const { stdout } = await cli(['train', 'ws', '--mode', 'x', '--json']);
    expect(JSON.parse(stdout).error.code).toBe('BAD_INPUT');
  });
});

describe('init', () => {
  it("names the workspace after its folder, and counts from the caller's folder", async () => {
    expect((await cli(['init', 'titles'])).code).toBe(0);
    await cli(['init', '/abs/titles', '--name', 'Titles']);
    expect(h.created).toEqual([
      { folder: join(h.folder, 'titles'), name: 'titles' },
      { folder: '/abs/titles', name: 'Titles' },
    ]);
  });
});

describe('import', () => {
  const record = {
    id: 'i1',
    kind: 'canonical' as const,
    name: 'c.json',
    sha256: 's',
    bytes: 1200,
    format: 'JSON',
    encoding: 'UTF-8',
    at: '',
    counts: { entries: 2, terms: 5, judgments: 0, yes: 0, no: 0 },
    skipped: 0,
  };

  it('reads both files before it imports either', async () => {
    h.state.jobStates = [{ ...sampleJob, imported: record }];
    const { code, stdout } = await cli(['import', 'ws', '--canonical', 'c', '--feedback', 'f']);
    expect(code).toBe(0);
    expect(stdout).toContain('c.json: 2 entries with 5 terms (JSON, UTF-8, 1.2 kB)');
    expect(h.state.calls.map((call) => call.procedure)).toEqual([
      'data.inspect',
      'data.inspect',
      'jobs.import',
      'jobs.watch',
      'jobs.import',
      'jobs.watch',
    ]);
    expect(inputOf(h, 'jobs.import')).toEqual({
      source: { path: join(h.folder, 'c') },
      kind: 'canonical',
      collection: 'canonical',
    });
  });
});

describe('train', () => {
  it('prints the result as JSON alone', async () => {
    const { code, stdout, stderr } = await cli(['train', 'ws', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(sampleTrain);
    expect(stderr).toContain('embed: done in 3.3 s: 29 017 terms');
    expect(inputOf(h, 'jobs.train')).toEqual({
      ...{ mode: 'full-train', embedder: 'builtin', device: 'auto', dtype: 'auto' },
    });
    expect({ opened: h.opened, closed: h.closed }).toEqual({
      opened: [{ folder: join(h.folder, 'ws'), readOnly: false }],
      closed: 1,
    });
  });

  it('exits 3 where the gate refused, and prints the result all the same', async () => {
    const gate = sampleTrain.gate.map((rule) => ({ ...rule, pass: false }));
    h.state.jobStates = [{ ...sampleJob, train: { ...sampleTrain, promoted: false, gate } }];
    const { code, stdout } = await cli(['train', 'ws', '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ version: 'v20261120-1', promoted: false });
  });

  it("exits by the job's error", async () => {
    const error = { code: 'BAD_INPUT', message: 'No entries.', remedy: 'Import a dictionary.' };
    h.state.jobStates = [{ ...sampleJob, status: 'failed', train: null, error }];
    const { code, stderr } = await cli(['train', 'ws']);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('plumbline: No entries. Import a dictionary.');
    expect(h.closed).toBe(1);
  });

  it('cancels the job when interrupted, waits for it, and exits 130', async () => {
    h.state.jobStates = [
      { ...sampleJob, status: 'running', train: null },
      { ...sampleJob, status: 'cancelled', train: null },
    ];
    const { code, stdout } = await cli(['train', 'ws', '--json'], {
      stderr: pipe(() => h.interrupt.abort()),
    });
    expect(code).toBe(130);
    expect(JSON.parse(stdout).error.code).toBe('CANCELLED');
    expect(inputOf(h, 'jobs.cancel')).toEqual({ id: 'job-1' });
    expect(h.closed).toBe(1);
  });

  it('goes on with an interrupted training when asked, and mentions it when not', async () => {
    h.state.jobStates = [{ ...sampleJob, status: 'interrupted' }, sampleJob];
    expect((await cli(['train', 'ws'])).stderr).toContain('--resume');
    await cli(['train', 'ws', '--resume']);
    expect(inputOf(h, 'jobs.resume')).toEqual({ id: 'job-1' });
  });

  it('says that nothing was interrupted', async () => {
    expect((await cli(['train', 'ws', '--resume'])).code).toBe(2);
  });

  it('is busy where another process holds the workspace', async () => {
    const { code, stderr } = await cli(['train', 'ws'], {
      openEngine: async () => {
        throw new PlumblineError('BUSY', 'Process 42 holds the workspace.', { remedy: 'Wait.' });
      },
    });
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr: 'plumbline: Process 42 holds the workspace. Wait.\n',
    });
  });

  it('shows a stack only when debugging', async () => {
    const openEngine = async () => {
      throw new TypeError('x is undefined');
    };
    const quiet = await cli(['train', 'ws'], { openEngine });
    expect(quiet.code).toBe(1);
    expect(quiet.stderr).not.toContain('    at ');
    const loud = await cli(['train', 'ws'], { openEngine, env: { PLUMBLINE_DEBUG: '1' } });
    expect(loud.stderr).toContain('    at ');
  });
});
