import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunRecord } from '#core/contract/runs.ts';
import type { Files } from '#core/platform/files.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { readLog } from './read-log.ts';
import { readMetrics } from './read-metrics.ts';
import { compareRunsNewestFirst, nextRunId } from './run-id.ts';
import { RUN_FILE } from './run-record-file.ts';
import { type NewRun, runWriter } from './run-store.ts';
import { stageTimes } from './stage-times.ts';

const files = nodeFiles();
const clock = { now: () => new Date('2026-11-20T12:00:00Z'), elapsed: () => 0 };
const run: NewRun = {
  mode: 'full-train',
  settings: { seed: 7 },
  parameters: { mode: 'full-train', embedder: 'lexical', device: 'auto', dtype: 'auto' },
  seed: 7,
  environment: { node: 'v20' },
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-runs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const open = (through: Files = files) => runWriter(through, folder, clock);

describe('a run', () => {
  it('is recorded from its beginning to its end', async () => {
    const begun = await open().begin(run);
    expect(await open().read(begun.id)).toMatchObject({ id: 'r20261120-1', status: 'running' });
    for (let step = 0; step < 50; step += 1) begun.metric('loss', 1 / (step + 1), step);
    begun.log('info', 'embed', 'line\nbreak');
    const end = { status: 'finished' as const, version: 'v20261120-1', timings: { embed: 1.5 } };
    const record = await begun.finish(end);
    expect(RunRecord.parse(record)).toEqual(record);
    expect(await open().list()).toEqual([record]);
    const metrics = (await files.readText(join(begun.folder, 'metrics.jsonl'))).trim().split('\n');
    expect(metrics.map((line) => JSON.parse(line).step)).toEqual(
      Array.from({ length: 50 }, (_, n) => n),
    );
    const log = await files.readText(join(begun.folder, 'log.jsonl'));
    expect(JSON.parse(log)).toMatchObject({ stage: 'embed', message: 'line\nbreak' });
  });

  it('whose process was killed becomes killed', async () => {
    const first = await open().begin(run);
    await first.finish({ status: 'failed', error: { code: 'DISK_FULL', message: 'full' } });
    await open().begin(run);
    await files.makeFolder(join(folder, '.tmp-r20261120-3'));
    expect(await open().closeKilled()).toEqual(['r20261120-2']);
    expect((await open().list()).map(({ status }) => status)).toEqual(['killed', 'failed']);
    expect(await files.list(folder)).toEqual(['r20261120-1', 'r20261120-2']);
  });

  it('keeps what was known when its process was killed, and when it last wrote', async () => {
    let now = Date.parse('2026-11-20T12:00:00Z');
    const ticking = { now: () => new Date(now), elapsed: () => now };
    const begun = await runWriter(files, folder, ticking).begin(run);
    const times = stageTimes(ticking.elapsed);
    const data = { entries: 3, terms: 5, judgments: 2, canonicalSha256: 'a', ledgerSha256: 'b' };
    times.begin('load');
    begun.note({ timings: times.seconds(), data, environment: { model: 'builtin' } });
    now += 1500;
    times.begin('embed');
    begun.note({ timings: times.seconds() });
    now += 250;
    begun.log('info', 'embed', 'half of it');
    begun.metric('adapter.loss', 0.5, 1);
    begun.metric('adapter.loss', Number.NaN, 2);
    await vi.waitFor(async () => {
      expect((await open().read(begun.id)).timings).toEqual({ load: 1.5, embed: 0 });
      expect((await readLog(files, begun.folder, 9)).logLines).toBe(1);
    });
    await writeFile(join(begun.folder, '.run.json.1-0-1.tmp'), '{');
    await files.append(join(begun.folder, 'metrics.jsonl'), '{"at":"2026-');
    expect(await open().closeKilled(async () => 'v20261120-1')).toEqual([begun.id]);
    expect(await open().read(begun.id)).toMatchObject({
      ...{ status: 'killed', data, version: 'v20261120-1' },
      ...{ settings: { seed: 7 }, environment: { node: 'v20', model: 'builtin' } },
      finishedAt: '2026-11-20T12:00:01.750Z',
      timings: { load: 1.5, embed: 0.25 },
    });
    expect(await files.list(begun.folder)).toEqual(['log.jsonl', 'metrics.jsonl', RUN_FILE]);
    const [series] = await readMetrics(files, begun.folder);
    expect(series?.points).toEqual([{ at: '2026-11-20T12:00:01.750Z', step: 1, value: 0.5 }]);
  });

  it('writes its last record even where a note could not be written', async () => {
    let broken = true;
    const writeAtomic: Files['writeAtomic'] = (path, text) =>
      broken ? Promise.reject(new Error('full')) : files.writeAtomic(path, text);
    broken = false;
    const begun = await open({ ...files, writeAtomic }).begin(run);
    broken = true;
    begun.note({ timings: { load: 1 } });
    broken = false;
    begun.note({ environment: { model: 'm' } });
    await begun.finish({ status: 'finished' });
    expect(await open().read(begun.id)).toMatchObject({
      timings: { load: 1 },
      environment: { node: 'v20', model: 'm' },
    });
  });

  it('that cannot be read is damaged, and spares the list', async () => {
    const { id } = await open().begin(run);
    await (await open().begin(run)).finish({ status: 'cancelled' });
    await writeFile(join(folder, id, 'run.json'), '{"id": "r2');
    await expect(open().read(id)).rejects.toMatchObject({
      code: 'DAMAGED',
      detail: { file: join(folder, id, 'run.json') },
    });
    expect(await open().list()).toHaveLength(1);
    for (const unknown of ['r20261120-9', '../..', '']) {
      await expect(open().read(unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('says when its log could not be written, and is recorded all the same', async () => {
    const full: Files = { ...files, append: () => Promise.reject(new Error('full')) };
    const begun = await open(full).begin(run);
    begun.log('info', 'load', 'hello');
    await expect(begun.finish({ status: 'finished' })).rejects.toThrow('full');
    expect((await open().read(begun.id)).status).toBe('finished');
  });
});

describe('run ids', () => {
  it('count on within a UTC day and are ordered by number', () => {
    const now = new Date('2026-11-20T23:59:59Z');
    expect(nextRunId(now, ['r20261120-9', 'r20261120-10', 'r20261119-50', 'x'])).toBe(
      'r20261120-11',
    );
    expect(['r20261120-9', 'r20261120-10', 'r20261121-1'].sort(compareRunsNewestFirst)).toEqual([
      'r20261121-1',
      'r20261120-10',
      'r20261120-9',
    ]);
  });
});
