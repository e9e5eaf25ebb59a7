import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobState } from '#core/contract/jobs.ts';
import { fillableFiles } from '#test/contract/failing-files.ts';
import { distillToFolder } from './node-distilling.ts';
import { type EmbedTableRequest, embedTable } from './node-embedding.ts';
import { nodeWiring } from './node-wiring.ts';

const BERT = resolve('test/fixtures/models/bert');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-embedding-'));
  await writeFile(at('in.csv'), 'text\nnurse\nteacher\n');
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const watch = () => {
  const states: Pick<JobState, 'stages' | 'log'>[] = [];
  const { signal } = new AbortController();
  return { signal, states, onState: (state: (typeof states)[number]) => void states.push(state) };
};

const request = (): EmbedTableRequest => ({
  ...{ input: at('in.csv'), output: at('out.parquet'), column: 'text' },
  model: { name: 'builtin', folder: at('builtin') },
  ...{ device: 'auto', dtype: 'auto', role: 'term' },
});

describe('embedTable', () => {
  it('tells its stages as a job does', async () => {
    const { states, ...watching } = watch();
    await embedTable(request(), watching);
    expect(states.at(-1)?.stages.map(({ stage, state }) => [stage, state])).toEqual([
      ['read', 'done'],
      ['model', 'done'],
      ['embed', 'done'],
    ]);
    const embedding = states.flatMap(({ stages }) => stages.filter((one) => one.stage === 'embed'));
    expect(embedding.at(-1)).toMatchObject({ done: 2, total: 2, unit: 'texts' });
  });

  it('names the output on a full disk and leaves what was there', async () => {
    await writeFile(at('out.parquet'), 'before');
    const disk = fillableFiles(nodeWiring().files);
    for (const nth of [1, 2]) {
      disk.fill(nth);
      const wiring = { ...nodeWiring(), files: disk.files };
      await expect(embedTable(request(), watch(), wiring)).rejects.toMatchObject({
        code: 'DISK_FULL',
        message: expect.stringContaining(`${at('out.parquet')} was not written`),
        detail: { file: at('out.parquet') },
      });
      expect((await readdir(folder)).sort()).toEqual(['in.csv', 'out.parquet']);
      expect(await readFile(at('out.parquet'), 'utf8')).toBe('before');
    }
  });

  it('removes what a killed process left beside the output, and nothing of a running one', async () => {
    const dead = '.out.parquet.999999999-0-1.tmp';
    const living = `.out.parquet.${process.pid}-0-999.tmp`;
    for (const name of [dead, living]) await writeFile(at(name), 'half');
    await embedTable(request(), watch());
    expect((await readdir(folder)).sort()).toEqual([living, 'in.csv', 'out.parquet']);
  });

  it('refuses a folder of ours whose weights are others', async () => {
    const output = at('static');
    const made = { model: { name: BERT, folder: BERT }, dimensions: 8, output };
    await distillToFolder(made, watch());
    const model = { name: 'static', folder: output };
    await embedTable({ ...request(), model }, watch());
    await writeFile(join(output, 'model.safetensors'), 'short');
    await expect(embedTable({ ...request(), model }, watch())).rejects.toMatchObject({
      code: 'DAMAGED',
      message: expect.stringContaining('model.safetensors has 5 bytes'),
    });
  }, 60_000);

  it('measures what is left to it, and says what it took', async () => {
    const model = { name: BERT, folder: BERT };
    const { states, ...watching } = watch();
    const { where } = await embedTable({ ...request(), model }, watching);
    expect(where).toMatch(/^on the CPU with (fp32|int8)$/);
    const [opened] = states.at(-1)?.stages.filter(({ stage }) => stage === 'model') ?? [];
    expect(opened).toMatchObject({ state: 'done', detail: `bert, ${where}` });
  }, 60_000);
});

describe('distillToFolder', () => {
  it('leaves nothing on a full disk', async () => {
    const wiring = nodeWiring();
    const disk = fillableFiles(wiring.files);
    const made = { model: { name: BERT, folder: BERT }, dimensions: 8, output: at('static') };
    await distillToFolder({ ...made, output: at('whole') }, watch(), {
      ...wiring,
      files: disk.files,
    });
    const writes = disk.changes();
    expect(writes).toBeGreaterThan(4);
    for (let nth = 1; nth <= writes; nth += 1) {
      disk.fill(nth);
      const attempt = distillToFolder(made, watch(), { ...wiring, files: disk.files });
      await expect(attempt).rejects.toMatchObject({ code: 'DISK_FULL' });
      expect((await readdir(folder)).sort()).toEqual(['in.csv', 'whole']);
    }
  }, 120_000);
});
