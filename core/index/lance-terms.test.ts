import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readTermRows, readVectors, termPieces, vectorPieces, writeTerms } from './lance-terms.ts';
import type { TermTable } from './term-table.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-lance-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function tableOf(rows: number, dimensions: number): TermTable {
  return {
    keys: ['a', 'b', '__proto__'],
    names: ['A', 'B', 'proto'],
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
  expect(await readVectors(folder, 8)).toEqual(written.vectors);
  const { terms, entryOf, learntFrom } = written;
  const rowKeys = Array.from(entryOf, (entry) => written.keys[entry] ?? '');
  expect(await readTermRows(folder)).toEqual({ terms, entryOf, learntFrom, rowKeys });
});

it('reads rows piece by piece in their order, and says so where rows are missing', async () => {
  const written = tableOf(100, 4);
  await writeTerms(folder, written);
  const pieces = [];
  for await (const piece of termPieces(folder, 4, 30)) pieces.push(piece);
  expect(pieces.map(({ first, terms }) => [first, terms.length])).toEqual([
    ...[0, 30, 60].map((first) => [first, 30]),
    [90, 10],
  ]);
  expect(pieces.flatMap(({ terms }) => terms)).toEqual(written.terms);
  expect(pieces.flatMap(({ keys }) => keys).slice(0, 4)).toEqual(['a', 'b', '__proto__', 'a']);
  expect(pieces.flatMap(({ vectors }) => [...vectors])).toEqual([...written.vectors]);
  const lancedb = await import('@lancedb/lancedb');
  const connection = await lancedb.connect(folder);
  const table = await connection.openTable('terms');
  await table.delete('row = 7');
  table.close();
  connection.close();
  await expect(termPieces(folder, 4).next()).rejects.toMatchObject({ code: 'DAMAGED' });
});

it('keeps an empty table', async () => {
  await writeTerms(folder, tableOf(0, 4));
  expect((await readTermRows(folder)).terms).toEqual([]);
  expect(await readVectors(folder, 4)).toEqual(new Float32Array(0));
});

it('reads vectors alone, piece by piece in their order', async () => {
  const written = tableOf(5000, 4);
  await writeTerms(folder, written);
  const pieces: number[][] = [];
  for await (const piece of vectorPieces(folder, 4)) pieces.push([...piece]);
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.flat()).toEqual([...written.vectors]);
});
