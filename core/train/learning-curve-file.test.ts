import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LearningCurve } from '#core/contract/evaluation-detail.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { readCurve, writeCurve } from './learning-curve-file.ts';

const files = nodeFiles();
const around = (value: number) => ({ value, lower: value - 0.1, upper: value + 0.1 });
const curve: LearningCurve = {
  version: 'v20261120-1',
  at: '2026-11-20T10:00:00.000Z',
  points: [{ share: 0.5, queries: 10, judgments: 12, mrr: around(0.5), ndcg: around(0.6) }],
  lastDoubling: null,
  verdict: 'unknown',
  words: 'There is one point only.',
};
const place = { version: 'v20261120-1', dataHash: 'abc' };

let cache = '';
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'plumbline-curve-'));
});
afterEach(() => rm(cache, { recursive: true }));

describe('the file of a learning curve', () => {
  it('is there for the data that it was measured on, and comes back as it was', async () => {
    expect(await readCurve(files, cache, place)).toBeNull();
    await writeCurve(files, cache, place, curve);
    expect(await readCurve(files, cache, place)).toEqual(curve);
    expect(await readCurve(files, cache, { ...place, dataHash: 'def' })).toBeNull();
    expect(await readCurve(files, cache, { ...place, version: 'v20261120-11' })).toBeNull();
  });

  it('takes the place of the curve on earlier data, and of no other version', async () => {
    await writeCurve(files, cache, place, curve);
    await writeCurve(files, cache, { ...place, version: 'v20261120-11' }, curve);
    await writeCurve(files, cache, { ...place, dataHash: 'def' }, curve);
    expect(await readdir(join(cache, 'curves'))).toEqual([
      'v20261120-1-def.json',
      'v20261120-11-abc.json',
    ]);
  });

  it('is none where it cannot be read', async () => {
    await writeCurve(files, cache, place, curve);
    await writeFile(join(cache, 'curves', 'v20261120-1-abc.json'), '{"version": "v2');
    expect(await readCurve(files, cache, place)).toBeNull();
  });
});
