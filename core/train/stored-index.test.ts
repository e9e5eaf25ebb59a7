import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createExactScan } from '#core/index/exact-scan.ts';
import { JOB_TITLES, smallDictionary } from '#core/match/testing.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { textAnalysis } from '#core/text/language.ts';
import { openIndex, writeIndex } from './stored-index.ts';

const files = nodeFiles();

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-index-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('hands a large index over to be scanned elsewhere, and keeps a small one', async () => {
  const { index, table, arrays } = await smallDictionary(JOB_TITLES);
  await index.scan.close();
  const entries = table.keys.map((key) => ({ key }));
  const memoryBudgetBytes = Infinity;
  await writeIndex(files, folder, { table, arrays, entries }, { memoryBudgetBytes });
  const asked: unknown[] = [];
  const open = async (dimensions: number) => {
    const { scan } = await openIndex(files, folder, {
      dimensions,
      analysis: textAnalysis({ language: 'none', stopWords: [] }),
      embed: index.embed,
      openScan: async (place, shape) => {
        asked.push([place, shape]);
        return createExactScan(new Float32Array(0), dimensions, 1);
      },
      ...{ intraOpThreads: 1, memoryBudgetBytes, searchEffort: 1 },
    });
    await scan.close();
    return scan.rows;
  };
  const rows = table.terms.length;
  expect(await open(table.dimensions)).toBe(rows);
  expect(asked).toEqual([]);
  const dimensions = Math.ceil(16_000_000 / rows);
  await open(dimensions);
  expect(asked).toEqual([[folder, { rows, dimensions }]]);
});
