import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { type ParquetColumn, type ParquetValue, parquetTable } from './parquet-table.ts';

async function written(columns: ParquetColumn[], rows: ParquetValue[][]): Promise<ArrayBuffer> {
  async function* given() {
    yield* rows;
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of parquetTable(columns, given())) pieces.push(piece.slice());
  return new Blob(pieces as Uint8Array<ArrayBuffer>[]).arrayBuffer();
}

describe('parquetTable', () => {
  it('writes every type, and what is missing', async () => {
    const types = ['text', 'integer', 'number', 'boolean', 'timestamp', 'date', 'json'] as const;
    const columns = types.map((type) => ({ name: type, type }));
    const time = new Date('2026-11-20T10:11:12.345Z');
    const day = new Date('2026-11-20T00:00:00.000Z');
    const rows: ParquetValue[][] = [
      ['é😀\n', 2n ** 62n, 0.1, true, time, day, { a: [1, null] }],
      columns.map(() => null),
      ['', -1n, -1e300, false, time, day, []],
    ];
    const file = await written(columns, rows);
    const read = await parquetReadObjects({ file });
    expect(read.map((row) => types.map((type) => row[type]))).toEqual(rows);
  });

  it('writes a table without rows', async () => {
    const file = await written([{ name: 'a', type: 'text' }], []);
    expect(await parquetReadObjects({ file })).toEqual([]);
    expect(parquetMetadata(file).schema.map(({ name }) => name)).toEqual(['schema', 'a']);
  });

  it('cuts a long table into row groups', async () => {
    const rows = Array.from({ length: 40_000 }, (_, n): ParquetValue[] => [`row ${n}`]);
    const file = await written([{ name: 'a', type: 'text' }], rows);
    expect(parquetMetadata(file).row_groups.length).toBe(3);
    expect((await parquetReadObjects({ file })).map(({ a }) => [a])).toEqual(rows);
    const wide = await written(
      [{ name: 'a', type: 'text' }],
      rows.slice(0, 40).map(() => ['x'.repeat(1_000_000)]),
    );
    expect(parquetMetadata(wide).row_groups.length).toBe(3);
  });
});
