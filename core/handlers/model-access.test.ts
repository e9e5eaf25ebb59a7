import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EmbedderChoice } from '#core/contract/jobs.ts';
import type { DeviceReport, ModelRecord } from '#core/contract/models.ts';
import { embedTexts } from '#core/embed/embedder.ts';
import { modelReader } from '#core/embed/models/model-store.ts';
import { createJobContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { builtinModelFolder } from '../node-resources.ts';
import { answeringAccess, trainingAccess } from './model-access.ts';

const files = nodeFiles();
const clock = nodeClock();
const auto: EmbedderChoice = { embedder: 'builtin', device: 'auto', dtype: 'auto' };
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-access-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function setUp(reports: DeviceReport[] = []) {
  const store = modelReader(files, { folder, builtinFolder: builtinModelFolder() });
  const seen = { kept: [] as ModelRecord[], measured: 0, log: [] as string[] };
  const deps = {
    ...{ files, store, intraOpThreads: 1 },
    keep: async (record: ModelRecord) => void seen.kept.push(record),
  };
  const access = trainingAccess(deps, async () => {
    seen.measured += 1;
    return reports;
  });
  const context = createJobContext({
    ...{ signal: new AbortController().signal, clock, onProgress: () => {} },
    onLog: (_, message) => seen.log.push(message),
  });
  return { access, answering: answeringAccess(deps), context, seen };
}

describe('forTraining', () => {
  it('opens the builtin model without measuring, and has it kept', async () => {
    const { access, context, seen } = setUp();
    const opened = await access.forTraining(auto, context);
    expect(opened).toMatchObject({ where: 'on the CPU', slow: false });
    expect(opened.use).toMatchObject({ id: 'builtin', name: 'builtin', dtype: null });
    expect(seen).toMatchObject({ kept: [{ id: 'builtin' }], measured: 0 });
    await opened.embedder.close();
  });

  it('refuses a model that is not there', async () => {
    const { access, context } = setUp();
    const wanted = { ...auto, embedder: 'nobody-12345678' };
    await expect(access.forTraining(wanted, context)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('forAnswering', () => {
  it('opens the model that a version was made with, under whatever name it is', async () => {
    const { access, answering, context } = setUp();
    const { use, embedder } = await access.forTraining(auto, context);
    const again = await answering.forAnswering({ ...use, id: 'another-name' });
    const texts = ['Registered Nurse', ''];
    const vectors = await embedTexts(again, texts, 'query');
    expect(vectors).toEqual(await embedTexts(embedder, texts, 'query'));
    await again.close();
    await embedder.close();
  });

  it('refuses another model in its place', async () => {
    const { answering } = setUp();
    const use = { id: 'builtin', name: 'builtin', sha256: 'of an earlier one', dtype: null };
    await expect(answering.forAnswering(use)).rejects.toMatchObject({
      code: 'DAMAGED',
      detail: { remedy: expect.stringContaining('Add the same model again') },
    });
  });
});
