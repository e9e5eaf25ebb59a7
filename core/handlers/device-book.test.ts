import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceReport, ModelRecord } from '#core/contract/models.ts';
import { rememberVerdict } from '#core/embed/devices/verdict-store.ts';
import { createJobContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { layoutOf } from '#core/workspace/layout.ts';
import { sampleDevices, sampleModel } from '#test/transport/fixtures.ts';
import { type BookDeps, knownDevices, verdictFile } from './device-book.ts';

const files = nodeFiles();
const clock = nodeClock();
let folder = '';
let log: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-book-'));
  log = [];
  await files.makeFolder(layoutOf(folder).cache);
});
afterEach(() => rm(folder, { recursive: true }));

const { found } = sampleDevices;
const bookOn = (machine: string, over: Partial<typeof files> = {}): BookDeps => ({
  files: { ...files, ...over },
  layout: layoutOf(folder),
  clock,
  intraOpThreads: 1,
  devices: async () => ({ found, machine }),
});
const context = createJobContext({
  signal: new AbortController().signal,
  clock,
  onProgress: () => {},
  onLog: (_, message) => void log.push(message),
});
/** A model whose files are not there: measuring it tells just that. */
const gone = () => {
  const record: ModelRecord = { ...sampleModel, schema: 1, files: {} };
  return { record, folder: join(folder, 'gone') };
};
const measured: DeviceReport[] = sampleDevices.verdicts[0]?.reports ?? [];
const verdict = () => ({
  ...{ model: sampleModel.id, modelName: sampleModel.name, sha256: sampleModel.sha256 },
  ...{ machine: 'this one', measuredAt: '2026-11-20T10:00:00.000Z', reports: measured },
});

describe('what is known of a model on this machine', () => {
  it('is not measured again', async () => {
    await rememberVerdict(files, verdictFile(files, layoutOf(folder)), verdict());
    expect(await knownDevices(gone(), bookOn('this one'), context)).toEqual(measured);
    expect(log).toEqual([]);
  });

  it('is measured anew on another machine and for other weights, and remembered', async () => {
    await rememberVerdict(files, verdictFile(files, layoutOf(folder)), verdict());
    const reports = await knownDevices(gone(), bookOn('another'), context);
    expect(reports).toHaveLength(2);
    expect(reports.every(({ usable, device }) => !usable && device === 'cpu')).toBe(true);
    expect(log[0]).toContain('once');
    log = [];
    expect(await knownDevices(gone(), bookOn('another'), context)).toEqual(reports);
    expect(log).toEqual([]);
    const { record, folder: place } = gone();
    const changed = { record: { ...record, sha256: 'changed' }, folder: place };
    await knownDevices(changed, bookOn('this one'), context);
    expect(log).toHaveLength(1);
  });

  it('serves the job although it cannot be kept', async () => {
    const full = { writeAtomic: () => Promise.reject(new Error('disk full')) };
    const reports = await knownDevices(gone(), bookOn('this one', full), context);
    expect(reports).toHaveLength(2);
    expect(log.at(-1)).toContain('disk full');
  });
});
