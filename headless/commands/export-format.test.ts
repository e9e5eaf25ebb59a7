import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cliHarness, inputOf, runInHarness } from '../cli-harness.ts';

const h = cliHarness();
const cli = (...args: string[]) => runInHarness(h, ['export-format', 'ws', ...args]);

describe('export-format', () => {
  it('writes into a named folder without taking the lock, and says what is there', async () => {
    const { stdout, code } = await cli('faiss', 'out', '--version', 'v1', '--replace');
    expect(code).toBe(0);
    expect(inputOf(h, 'versions.exportFormat')).toEqual({
      ...{ format: 'faiss', version: 'v1', out: join(h.folder, 'out'), replace: true },
    });
    expect(h.opened[0]?.readOnly).toBe(true);
    expect(stdout).toContain(' is in ');
  });

  it('writes into the workspace by itself, with the lock, and as JSON', async () => {
    const { stdout, code } = await cli('parquet', '--json');
    expect(code).toBe(0);
    expect(inputOf(h, 'versions.exportFormat')).toMatchObject({ out: null, replace: false });
    expect(h.opened[0]?.readOnly).toBe(false);
    expect(JSON.parse(stdout)).toMatchObject({ format: 'parquet', files: expect.any(Array) });
  });

  it('names the formats where one is not known', async () => {
    const { stderr, code } = await cli('word2vec');
    expect(code).toBe(2);
    expect(stderr).toContain('embedding-atlas');
    expect(h.opened).toEqual([]);
  });
});
