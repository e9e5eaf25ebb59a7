import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DevicesOverview, ModelSummary } from '#core/contract/models.ts';
import type { SearchResponse } from '#core/contract/search.ts';
import { miniLmFolder } from './embed-model.ts';
import {
  type CountedTraining,
  DATA,
  importInto,
  openWorkspaceOf,
  type RealWorkspace,
  trainIn,
  writeChanged,
} from './embed-workspace.ts';

const SOURCE = miniLmFolder();
const CANONICAL = join(DATA, 'amazon-google', 'canonical.json');
const MISSING = [SOURCE ?? 'all-MiniLM-L6-v2 (PLUMBLINE_MINILM)', CANONICAL].filter(
  (path) => !existsSync(path),
);
if (MISSING.length > 0)
  console.warn(`NOT RUN: training with MiniLM; missing: ${MISSING.join(', ')}`);

const PLUMBLINE = resolve('scripts', 'plumbline.mjs');

/** The command line in a process of its own; its JSON. */
async function plumbline<Answer>(...args: string[]): Promise<Answer> {
  const run = promisify(execFile)(process.execPath, [PLUMBLINE, ...args, '--json']);
  return JSON.parse((await run).stdout) as Answer;
}

describe.skipIf(MISSING.length > 0)('a workspace with the real all-MiniLM-L6-v2', () => {
  let workspace: RealWorkspace;
  let model: ModelSummary;
  let first: CountedTraining;

  beforeAll(async () => {
    workspace = await openWorkspaceOf('amazon-google');
    model = await workspace.without((folder) =>
      plumbline<ModelSummary>('models', 'add', folder, SOURCE ?? ''),
    );
    first = await trainIn(workspace, { embedder: model.id, dtype: 'int8' });
  });
  afterAll(() => workspace?.remove());

  it('got it from the terminal, converted and checked', async () => {
    expect(model).toMatchObject({
      kind: 'transformer',
      architecture: 'BertModel',
      licence: 'apache-2.0',
      dimensions: 384,
      maxTokens: 256,
      weights: { fp32: 'onnx/model.onnx', int8: 'onnx/model_int8.onnx' },
      damage: null,
    });
    const listed = await workspace.without((folder) => plumbline<ModelSummary[]>('models', folder));
    expect(listed.map(({ id }) => id)).toEqual(['builtin', model.id]);
  });

  it('trains with it, and embeds each text once', async () => {
    expect(first.detail).toContain('on the CPU with int8');
    expect(first.embedded).toBe(first.asked);
    expect(first.result.metrics?.test.top1).toBeGreaterThan(0.7);
  });

  it('embeds only what is new when 1 % of the entries have changed', async () => {
    const path = join(workspace.folder, 'changed.json');
    const changed = await writeChanged(CANONICAL, path);
    await importInto(workspace, 'canonical', path);
    const again = await trainIn(workspace, { embedder: model.id, dtype: 'int8' });
    expect(changed).toBeGreaterThan(10);
    expect(again.embedded).toBe(changed);
    expect(again.detail).toContain('99 % from the cache');
  });

  it('keeps the vectors of a dtype apart from those of another', async () => {
    const { spaces } = await workspace.engine.client.models.cache();
    expect(spaces.map(({ name }) => name)).toEqual([`${model.name}, int8`]);
    expect(spaces[0]?.vectors).toBeGreaterThan(first.embedded);
  });

  it('searches by it, also after a new start', async () => {
    const { results } = await workspace.without((folder) =>
      plumbline<SearchResponse>('search', folder, 'photoshop elements for apple computers'),
    );
    expect(results.slice(0, 5).some(({ term }) => /photoshop elements/.test(term))).toBe(true);
  });

  it('is not removed while versions embed with it', async () => {
    const { client } = workspace.engine;
    const listed = (await client.models.list()).find(({ id }) => id === model.id);
    expect(listed?.usedBy).toHaveLength(2);
    await expect(client.models.remove({ model: model.id })).rejects.toThrow(/embeds with/);
  });

  it('measures it on this machine, and remembers the verdict', async () => {
    const measured = await workspace.without(async (folder) => {
      await plumbline('devices', folder, '--model', model.id, '--measure');
      return plumbline<DevicesOverview>('devices', folder, '--model', model.id);
    });
    const [verdict] = measured.verdicts;
    const cpu = verdict?.reports.filter(({ device }) => device === 'cpu');
    expect(cpu?.map(({ dtype, usable }) => ({ dtype, usable }))).toEqual([
      { dtype: 'fp32', usable: true },
      { dtype: 'int8', usable: true },
    ]);
    expect(verdict?.reports.filter(({ chosen }) => chosen)).toHaveLength(1);
    expect(verdict?.reports.some(({ software, chosen }) => software && chosen)).toBe(false);
  });
});
