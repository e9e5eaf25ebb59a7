import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { type FakeState, fakeEngine, fakeState } from '#test/transport/fake-router.ts';
import { sampleJob, sampleMetrics, sampleTrain } from '#test/transport/fixtures.ts';
import { runCli } from './program.ts';
import type { Runtime } from './runtime.ts';

let folder = '';
let state: FakeState;
let opened: { folder: string; readOnly: boolean }[] = [];
let created: unknown[] = [];
let closed = 0;
let interrupt: AbortController;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-cli-'));
  state = fakeState();
  opened = [];
  created = [];
  closed = 0;
  interrupt = new AbortController();
});
afterEach(() => rm(folder, { recursive: true }));

async function cli(args: string[], patch: Partial<Runtime> = {}) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTty: false,
    columns: () => 80,
    color: false,
  });
  const code = await runCli(args, {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    cwd: folder,
    env: {},
    signal: interrupt.signal,
    now: () => performance.now(),
    version: '1.2.3',
    rendererFolder: folder,
    sampleWorkspace: '/sample',
    openEngine: async (options) => {
      opened.push(options);
      return fakeEngine(state, () => {
        closed += 1;
      });
    },
    createWorkspace: async (options) => {
      created.push(options);
    },
    ...patch,
  });
  return { code, ...written };
}

const inputOf = (procedure: string) =>
  state.calls.find((call) => call.procedure === procedure)?.input;

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
    expect(opened).toEqual([]);
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
    expect(created).toEqual([
      { folder: join(folder, 'titles'), name: 'titles' },
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
    state.jobStates = [{ ...sampleJob, imported: record }];
    const { code, stdout } = await cli(['import', 'ws', '--canonical', 'c', '--feedback', 'f']);
    expect(code).toBe(0);
    expect(stdout).toContain('c.json: 2 entries with 5 terms (JSON, UTF-8, 1.2 kB)');
    expect(state.calls.map((call) => call.procedure)).toEqual([
      'data.inspect',
      'data.inspect',
      'jobs.import',
      'jobs.watch',
      'jobs.import',
      'jobs.watch',
    ]);
    expect(inputOf('jobs.import')).toEqual({
      source: { path: join(folder, 'c') },
      kind: 'canonical',
    });
  });
});

describe('train', () => {
  it('prints the result as JSON alone', async () => {
    const { code, stdout, stderr } = await cli(['train', 'ws', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(sampleTrain);
    expect(stderr).toContain('embed: done in 3.3 s: 29 017 terms');
    expect(inputOf('jobs.train')).toEqual({ mode: 'full-train', embedder: 'lexical' });
    expect({ opened, closed }).toEqual({
      opened: [{ folder: join(folder, 'ws'), readOnly: false }],
      closed: 1,
    });
  });

  it('exits 3 where the gate refused, and prints the result all the same', async () => {
    const gate = sampleTrain.gate.map((rule) => ({ ...rule, pass: false }));
    state.jobStates = [{ ...sampleJob, train: { ...sampleTrain, promoted: false, gate } }];
    const { code, stdout } = await cli(['train', 'ws', '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ version: 'v20261120-1', promoted: false });
  });

  it("exits by the job's error", async () => {
    const error = { code: 'BAD_INPUT', message: 'No entries.', remedy: 'Import a dictionary.' };
    state.jobStates = [{ ...sampleJob, status: 'failed', train: null, error }];
    const { code, stderr } = await cli(['train', 'ws']);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('plumbline: No entries. Import a dictionary.');
    expect(closed).toBe(1);
  });

  it('cancels the job when interrupted, waits for it, and exits 130', async () => {
    state.jobStates = [
      { ...sampleJob, status: 'running', train: null },
      { ...sampleJob, status: 'cancelled', train: null },
    ];
    const { code, stdout } = await cli(['train', 'ws', '--json'], {
      stderr: {
        write: () => interrupt.abort(),
        isTty: false,
        columns: () => 80,
        color: false,
      },
    });
    expect(code).toBe(130);
    expect(JSON.parse(stdout).error.code).toBe('CANCELLED');
    expect(inputOf('jobs.cancel')).toEqual({ id: 'job-1' });
    expect(closed).toBe(1);
  });

  it('goes on with an interrupted training when asked, and mentions it when not', async () => {
    state.jobStates = [{ ...sampleJob, status: 'interrupted' }, sampleJob];
    expect((await cli(['train', 'ws'])).stderr).toContain('--resume');
    await cli(['train', 'ws', '--resume']);
    expect(inputOf('jobs.resume')).toEqual({ id: 'job-1' });
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
    expect(opened[0]?.readOnly).toBe(true);
  });

  it('passes key, k and version on', async () => {
    await cli(['search', 'ws', '--key', 'swe', '--k', '3', '--version', 'v1']);
    expect(inputOf('search.query')).toEqual({ key: 'swe', k: 3, version: 'v1' });
  });
});

describe('evaluate', () => {
  it('prints the metrics and writes the run', async () => {
    const { stdout } = await cli(['evaluate', 'ws', '--run-out', 'r.trec', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      version: 'v20261120-1',
      metrics: sampleMetrics,
      run_out: join(folder, 'r.trec'),
    });
    expect(await readFile(join(folder, 'r.trec'), 'utf8')).toBe('q1 Q0 swe 1 0.97 plumbline\n');
    expect(opened[0]?.readOnly).toBe(true);
  });

  it("measures on other files, counted from the caller's folder", async () => {
    await cli(['evaluate', 'ws', '--queries', 'q.jsonl', '--qrels', 'q.tsv']);
    expect(inputOf('evaluate.score')).toMatchObject({
      queries: { path: join(folder, 'q.jsonl') },
      qrels: { path: join(folder, 'q.tsv') },
    });
  });
});

describe('match', () => {
  it('writes the table and says how it went', async () => {
    await writeFile(join(folder, 'in.csv'), 'title\nswe\nunknown\n');
    const args = ['match', 'ws', 'in.csv', '--column', 'title', '--out', 'out.csv'];
    const { code, stdout, stderr } = await cli(args);
    expect(code).toBe(0);
    expect(stdout).toContain('Matched 1 (50 %) of 2 rows with v20261120-1: 1 (50 %) accept');
    expect(stderr).toContain('match: done');
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toContain('swe,swe,SWE,0.97,accept');
    expect(opened[0]?.readOnly).toBe(true);
  });

  it('does not open the workspace for a table that is not there', async () => {
    const { code, stderr } = await cli(['match', 'ws', 'no.csv', '--column', 't', '--out', 'o']);
    expect(code).toBe(2);
    expect(stderr).toBe(`plumbline: ${join(folder, 'no.csv')} does not exist. Check the path.\n`);
    expect(opened).toEqual([]);
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
    expect(opened[0]?.readOnly).toBe(true);
  });

  it('changes one and leaves the others', async () => {
    const { stdout } = await cli(['settings', 'ws', 'minAccuracy=0.3']);
    expect(stdout).toContain('minAccuracy        0.3');
    expect(inputOf('workspace.update')).toMatchObject({ minAccuracy: 0.3, rrfK: 60 });
  });
});

describe('serve', () => {
  it('prints one address, serves until interrupted, and exits 0', async () => {
    const { code, stdout } = await cli(['serve', 'ws', '--port', '0'], {
      stderr: {
        write: () => interrupt.abort(),
        isTty: false,
        columns: () => 80,
        color: false,
      },
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}\n$/);
    expect(closed).toBe(1);
  });

  it('serves this folder where it is a workspace, else the sample', async () => {
    interrupt.abort();
    await cli(['serve']);
    await writeFile(join(folder, 'workspace.json'), '{}');
    await cli(['serve']);
    expect(opened.map((one) => one.folder)).toEqual(['/sample', folder]);
  });
});
