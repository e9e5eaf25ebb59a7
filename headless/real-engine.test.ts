import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeWorkspace, openNodeEngine } from '#core/node-engine.ts';
import { runCli } from './program.ts';

const SOURCE = resolve('workspaces/samples/job-titles/source');

let folder = '';
let workspace = '';

/** The command line on a real engine and a real workspace, in this process. */
async function cli(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTty: false,
    columns: () => 100,
    color: false,
  });
  const code = await runCli(args, {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    cwd: folder,
    env: {},
    signal: new AbortController().signal,
    readInput: async () => null,
    now: () => performance.now(),
    version: '0',
    rendererFolder: folder,
    sampleWorkspace: workspace,
    openEngine: openNodeEngine,
    createWorkspace: createNodeWorkspace,
    loadEmbedding: () => Promise.reject(new Error('this test embeds nothing')),
  });
  return { code, ...written, json: () => JSON.parse(written.stdout) };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-terminal-'));
  workspace = join(folder, 'titles');
  expect((await cli('init', 'titles')).code).toBe(0);
});
afterAll(() => rm(folder, { recursive: true }));

describe('the terminal on a real engine', () => {
  it('has nothing to search before a version is made', async () => {
    const { code, stderr } = await cli('search', 'titles', 'nurse');
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
  });

  it('imports nothing where one of two files is bad, and names file and line', async () => {
    await writeFile(join(folder, 'bad.csv'), 'query_key,matched_key,correct\nRN,rn,yes\nRN,rn\n');
    const canonical = join(SOURCE, 'canonical.json');
    const { code, stderr } = await cli(
      'import',
      'titles',
      '--canonical',
      canonical,
      '--feedback',
      'bad.csv',
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.csv, line 3: /);
    expect((await cli('settings', 'titles')).code).toBe(0);
    expect((await cli('train', 'titles')).code).not.toBe(0);
  });

  it('imports, trains, searches, evaluates and matches', async () => {
    const imported = await cli(
      'import',
      'titles',
      '--canonical',
      join(SOURCE, 'canonical.json'),
      '--feedback',
      join(SOURCE, 'feedback.csv'),
      '--json',
    );
    expect(imported.json().imported.map((one: { kind: string }) => one.kind)).toEqual([
      'canonical',
      'feedback',
    ]);
    expect((await cli('settings', 'titles', 'minAccuracy=0.5')).code).toBe(0);

    const trained = await cli('train', 'titles', '--mode', 'full-train', '--json');
    expect({ code: trained.code, promoted: trained.json().promoted }).toEqual({
      code: 0,
      promoted: true,
    });
    const { version, metrics } = trained.json();
    expect(metrics.test.top1).toBeGreaterThan(0.5);

    const found = await cli('search', 'titles', 'registred nurse', '--json', '--k', '3');
    expect(found.json().results[0]).toMatchObject({ key: expect.stringMatching(/nurse/i) });
    expect((await cli('search', 'titles', 'nurse', '--version', 'v0')).code).toBe(2);

    const scored = await cli('evaluate', 'titles', '--run-out', 'run.trec', '--json');
    expect(scored.json().metrics.test).toEqual(metrics.test);
    expect(await readFile(join(folder, 'run.trec'), 'utf8')).toMatch(
      /^\S+ Q0 \S+ 1 [\d.e-]+ \S+\n/,
    );

    await writeFile(join(folder, 'in.csv'), 'id,title\n1,"Nurse, registered"\n2,\n');
    expect(
      (await cli('match', 'titles', 'in.csv', '--column', 'title', '--out', 'out.csv')).code,
    ).toBe(0);
    const lines = (await readFile(join(folder, 'out.csv'), 'utf8')).trim().split('\n');
    expect(lines[0]).toBe(
      'id,title,match_key,match_name,match_term,match_probability,match_band,match_chosen_by',
    );
    expect(lines[1]).toMatch(
      /^1,"Nurse, registered",[^,]+,[^,]+,[^,]+,0\.\d+,(accept|review|reject),best$/,
    );
    expect(lines[2]).toBe('2,,,,,,,');

    const listed = await cli('versions', 'titles', '--json');
    expect(listed.json()).toMatchObject({
      latest: version,
      versions: [{ version, status: 'latest' }],
    });
    expect((await cli('rollback', 'titles', 'v19990101-1')).code).toBe(2);
  }, 180_000);

  it('evaluates in detail, to the same numbers that the window shows', async () => {
    const { latest } = (await cli('versions', 'titles', '--json')).json();
    const engine = await openNodeEngine({ folder: workspace, readOnly: true });
    const { metrics } = await engine.client.evaluate.overview({ version: latest });
    const detail = await engine.client.evaluate.detail({ version: latest });
    await engine.close();
    const measured = ['evaluate', 'titles', '--version', latest, '--detail'];
    const { json } = await cli(...measured, '--per-query', 'queries.csv', '--json');
    const { metrics: printed, detail: below } = json();
    expect(printed).toEqual(JSON.parse(JSON.stringify(metrics)));
    expect(below).toEqual(JSON.parse(JSON.stringify(detail)));
    const results = (await readFile(join(folder, 'queries.csv'), 'utf8')).trim().split('\r\n');
    expect(results).toHaveLength(detail.queries.length + 1);
    const { stdout } = await cli(...measured);
    expect(stdout).toContain('Slices of the test queries');
    expect(stdout).toContain('Operating points');
  }, 180_000);

  it('exits 3 where the gate refuses, and keeps the version', async () => {
    await cli('settings', 'titles', 'minAccuracy=1');
    const { code, json } = await cli('train', 'titles', '--mode', 'build-index', '--json');
    expect(code).toBe(3);
    expect((await cli('promote', 'titles', json().version)).code).toBe(3);
    const override = ['--override-reason', 'tested by hand'];
    expect((await cli('promote', 'titles', json().version, ...override)).code).toBe(0);
  }, 60_000);

  it('verifies, compares and deletes versions', async () => {
    const { versions } = (await cli('versions', 'titles', '--json')).json();
    const [newest, first] = versions.map((one: { version: string }) => one.version);
    const shown = await cli('versions', 'show', 'titles', newest);
    expect(shown.stdout).toContain('It cannot be deleted. It is latest.');
    const compared = await cli('versions', 'compare', 'titles', first, newest);
    expect(compared.stdout).toMatch(/Mode +full-train +build-index/);
    expect((await cli('versions', 'delete', 'titles', first)).code).toBe(2);

    expect((await cli('verify', 'titles')).stdout).toContain(`${first} is whole`);
    await writeFile(join(workspace, 'versions', first, 'match-model.json'), '{}');
    const { code, stdout, stderr } = await cli('verify', 'titles');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/ is damaged:\n {2}match-model\.json has 2 bytes instead of \d+\n/);
    const again = await cli('versions', 'recreate', 'titles', first);
    expect(again.stdout).toContain('Its measures are the same');
    expect((await cli('verify', 'titles', first)).code).toBe(0);
  }, 120_000);

  it('exits 4 for writing and goes on reading while another engine holds the workspace', async () => {
    const engine = await openNodeEngine({ folder: workspace });
    try {
      expect((await cli('train', 'titles')).code).toBe(4);
      expect((await cli('settings', 'titles', 'minAccuracy=0.4')).code).toBe(4);
      expect((await cli('versions', 'titles')).code).toBe(0);
      expect((await cli('search', 'titles', 'nurse')).code).toBe(0);
    } finally {
      await engine.close();
    }
  });

  it.each([
    [['train', 'nowhere'], 2],
    [['import', 'titles', '--canonical', 'nowhere.json'], 2],
    [['evaluate', 'titles', '--feedback', 'nowhere.csv'], 2],
    [['init', 'titles'], 2],
  ] as const)('%j ends with %i and one line that says why', async (args, exit) => {
    const { code, stderr } = await cli(...args);
    // A job has told its progress before.
    const lines = stderr
      .trim()
      .split('\n')
      .filter((line) => !/^\w+: (started|failed)/.test(line));
    expect({ code, lines }).toEqual({ code: exit, lines: [expect.stringMatching(/^plumbline: /)] });
  });

  it('refuses a workspace made by a newer version', async () => {
    const newer = join(folder, 'newer');
    await cp(workspace, newer, { recursive: true });
    const file = join(newer, 'workspace.json');
    const content = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...content, schema: 999 }));
    expect((await cli('versions', 'newer')).code).toBe(2);
  });
});
