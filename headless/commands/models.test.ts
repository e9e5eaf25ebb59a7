import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  sampleCatalogueModel,
  sampleDevices,
  sampleJob,
  sampleModel,
} from '#test/transport/fixtures.ts';
import { cliHarness, inputOf, runInHarness } from '../cli-harness.ts';

const h = cliHarness();
const cli = (args: string[]) => runInHarness(h, args);

/** The job that the fake engine's jobs end as. */
function endAs(result: Partial<typeof sampleJob>) {
  h.state.jobStates = [{ ...sampleJob, status: 'done', error: null, ...result }];
}

describe('models', () => {
  it('lists what there is, without taking the workspace', async () => {
    const { stdout } = await cli(['models', 'ws', '--json']);
    expect(JSON.parse(stdout)).toEqual([sampleModel]);
    expect(h.opened[0]?.readOnly).toBe(true);
    const { stdout: lines } = await cli(['models', 'ws']);
    expect(lines).toContain(sampleModel.id);
    expect(lines).toContain('fp32, int8');
    expect(lines).toContain('204.3 MB');
  });

  it('lists what can be downloaded', async () => {
    const { stdout } = await cli(['models', 'ws', '--catalogue']);
    expect(stdout).toContain('hf:sentence-transformers/all-MiniLM-L6-v2');
    expect(stdout).toContain('Start here.');
    const { stdout: json } = await cli(['models', 'ws', '--catalogue', '--json']);
    expect(JSON.parse(json)).toEqual([sampleCatalogueModel]);
  });

  it("adds a folder, counted from the caller's", async () => {
    endAs({ kind: 'add-model', model: sampleModel });
    const { code, stdout } = await cli(['models', 'add', 'ws', 'minilm', '--name', 'Mini']);
    expect(code).toBe(0);
    const source = { from: 'folder', path: join(h.folder, 'minilm') };
    expect(inputOf(h, 'jobs.addModel')).toEqual({ source, name: 'Mini' });
    expect(stdout).toContain(`--embedder ${sampleModel.id}`);
    expect(h.opened[0]?.readOnly).toBe(false);
    const { stdout: json } = await cli(['models', 'add', 'ws', 'minilm', '--json']);
    expect(JSON.parse(json)).toEqual(sampleModel);
  });

  it.each([
    ['hf:owner/name', { from: 'hub', repo: 'owner/name', revision: 'main' }],
    ['hf:owner/name@v1.0', { from: 'hub', repo: 'owner/name', revision: 'v1.0' }],
  ])('adds %s', async (text, source) => {
    endAs({ kind: 'add-model', model: sampleModel });
    await cli(['models', 'add', 'ws', text]);
    expect(inputOf(h, 'jobs.addModel')).toEqual({ source });
  });

  it.each(['hf:', 'hf:a b', 'hf:../x/y', 'hf:owner/name@../main'])(
    'refuses %j as a name',
    async (text) => {
      const { code, stderr } = await cli(['models', 'add', 'ws', text]);
      expect(code).toBe(2);
      expect(stderr).toContain('names no model');
      expect(h.opened).toEqual([]);
    },
  );

  it('says in its help what a source is and what a download needs', async () => {
    const { code, stdout } = await cli(['models', 'add', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('hf:OWNER/NAME');
    expect(stdout).toContain('offline=false');
  });

  it('removes one', async () => {
    const { stdout } = await cli(['models', 'remove', 'ws', sampleModel.id]);
    expect(inputOf(h, 'models.remove')).toEqual({ model: sampleModel.id });
    expect(stdout).toBe(`${sampleModel.id} is removed.\n`);
  });

  it('ends with 2 where an argument is missing', async () => {
    expect((await cli(['models'])).code).toBe(2);
    expect((await cli(['models', 'add', 'ws'])).code).toBe(2);
  });
});

describe('devices', () => {
  it('shows what was found and measured', async () => {
    const { stdout } = await cli(['devices', 'ws', '--json']);
    expect(JSON.parse(stdout)).toEqual(sampleDevices);
    expect(h.opened[0]?.readOnly).toBe(true);
    const { stdout: lines } = await cli(['devices', 'ws']);
    expect(lines).toContain('There is no GPU here.');
    expect(lines).toContain('2 184');
    expect(lines).toContain('0.9953');
  });

  it('looks through the sample where no workspace is named', async () => {
    await cli(['devices']);
    expect(h.opened[0]).toEqual({ folder: '/sample', readOnly: true });
  });

  it('shows one model alone', async () => {
    const { stdout } = await cli(['devices', 'ws', '--model', 'another', '--json']);
    expect(JSON.parse(stdout).verdicts).toEqual([]);
  });

  it('measures when asked to', async () => {
    endAs({ kind: 'probe', verdict: sampleDevices.verdicts[0] ?? null });
    const { stdout } = await cli([
      'devices',
      'ws',
      '--model',
      sampleModel.id,
      '--measure',
      '--json',
    ]);
    expect(inputOf(h, 'jobs.probe')).toEqual({ model: sampleModel.id });
    expect(JSON.parse(stdout)).toEqual(sampleDevices);
    expect(h.opened[0]?.readOnly).toBe(false);
    expect((await cli(['devices', '--measure'])).code).toBe(2);
  });
});
