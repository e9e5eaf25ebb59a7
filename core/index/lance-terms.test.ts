import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readTerms, writeTerms } from './lance-terms.ts';
import type { TermTable } from './term-table.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-lance-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function tableOf(rows: number, dimensions: number): TermTable {
  return {
    keys: ['a', 'b', '__proto__'],
    terms: Array.from({ length: rows }, (_, i) => `term ${i} "quoted" 'and' 名`),
    entryOf: Uint32Array.from({ length: rows }, (_, i) => i % 3),
    learntFrom: Array.from({ length: rows }, (_, i) => (i % 5 === 0 ? `query ${i}` : null)),
    vectors: Float32Array.from({ length: rows * dimensions }, (_, i) => Math.sin(i)),
    dimensions,
  };
}

it('reads back every term, entry, source and vector, across batches', async () => {
  const written = tableOf(9000, 8);
  await writeTerms(folder, written);
  expect(await readTerms(folder, written.keys, 8)).toEqual(written);
});

it('keeps an empty table', async () => {
  await writeTerms(folder, tableOf(0, 4));
  expect((await readTerms(folder, [], 4)).terms).toEqual([]);
});
