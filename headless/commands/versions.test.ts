import { describe, expect, it } from 'vitest';
import { sampleJob } from '#test/transport/fixtures.ts';
import { cliHarness, inputOf, runInHarness } from '../cli-harness.ts';

const h = cliHarness();
const cli = (args: string[], input: string | null = null) =>
  runInHarness(h, args, { readInput: async () => input });

describe('versions', () => {
  it('lists them with what they take', async () => {
    const { stdout } = await cli(['versions', 'ws']);
    expect(stdout).toContain('1 version, ');
    expect(h.opened[0]?.readOnly).toBe(true);
  });

  it('compares two without taking the workspace', async () => {
    const { code, stdout } = await cli(['versions', 'compare', 'ws', 'v1', 'v2']);
    expect(code).toBe(0);
    expect(stdout).toContain('things are the same');
    expect(inputOf(h, 'versions.compare')).toEqual({ from: 'v1', to: 'v2' });
    expect(h.opened[0]?.readOnly).toBe(true);
  });

  it('deletes one', async () => {
    const { stdout } = await cli(['versions', 'delete', 'ws', 'v1']);
    expect(stdout).toBe('v1 is deleted: 4.1 kB.\n');
    expect(inputOf(h, 'versions.remove')).toEqual({ version: 'v1' });
    expect(h.opened[0]?.readOnly).toBe(false);
  });

  it('quarantines none that is whole', async () => {
    expect((await cli(['versions', 'quarantine', 'ws', 'v1'])).code).toBe(2);
  });

  it('recreates one, and says what came of it', async () => {
    const log = [
      { at: '', level: 'info' as const, stage: 'version', message: 'v1 is made again.' },
    ];
    h.state.jobStates = [
      { ...sampleJob, kind: 'recreate', status: 'done', error: null, train: null, log },
    ];
    const { code, stdout } = await cli(['versions', 'recreate', 'ws', 'v1', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ version: 'v1', words: 'v1 is made again.' });
  });

  it('tells the service again', async () => {
    const { code, stdout } = await cli(['versions', 'notify', 'ws', 'v1']);
    expect(code).toBe(0);
    expect(stdout).toContain('of v1.');
  });
});

describe('verify', () => {
  it('checks one version, or all of them', async () => {
    const { code, stdout } = await cli(['verify', 'ws', 'v1']);
    expect([code, stdout]).toEqual([0, 'v1 is whole: 12 files, 4.1 kB.\n']);
    const all = await cli(['verify', 'ws', '--json']);
    expect(JSON.parse(all.stdout)).toMatchObject([{ version: 'v20261120-1', problems: [] }]);
    expect(h.opened.every(({ readOnly }) => readOnly)).toBe(true);
  });
});

describe('secret', () => {
  it('is read from the standard input, without the end of its line', async () => {
    const { code, stdout } = await cli(['secret', 'ws', 'notify'], 'hidden\n');
    expect([code, stdout]).toEqual([0, 'The secret notify is kept.\n']);
    expect(inputOf(h, 'workspace.setSecret')).toEqual({ name: 'notify', set: true });
  });

  it('is forgotten', async () => {
    const { stdout } = await cli(['secret', 'ws', 'mlflow', '--forget']);
    expect(stdout).toBe('The secret mlflow is forgotten.\n');
    expect(inputOf(h, 'workspace.setSecret')).toEqual({ name: 'mlflow', set: false });
  });

  it.each([null, '', '\n', 'two\nlines\n'])('is not taken from %j', async (input) => {
    const { code, stderr } = await cli(['secret', 'ws', 'notify'], input);
    expect(code).toBe(2);
    expect(stderr).toContain('secret WORKSPACE notify');
    expect(h.opened).toEqual([]);
  });

  it('has one of two names', async () => {
    expect((await cli(['secret', 'ws', 'other'], 'x')).code).toBe(2);
  });
});
