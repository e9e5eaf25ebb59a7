import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Files } from '#core/platform/files.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { openText } from './open-text.ts';
import { readTable } from './table.ts';
import { openTextColumn, type WantedColumns } from './table-stream.ts';

const context = silentContext(nodeClock());
const files = nodeFiles();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-stream-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The same file, read `size` bytes at a time. */
function inPieces(size: number): Files {
  return {
    ...files,
    async *readPieces(path) {
      const bytes = await files.readBytes(path);
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

async function collect<Item>(source: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of source) items.push(item);
  return items;
}

async function read(
  content: string | Uint8Array,
  wanted: WantedColumns = { column: 'text' },
  { name = 'in.csv', reader = files } = {},
) {
  const path = join(folder, name);
  await writeFile(path, content);
  const source = { name: basename(path), path, files: reader };
  const found = await openTextColumn(source, wanted, context);
  const rows = (await collect(found.batches())).flat();
  expect(rows).toHaveLength(found.rows);
  return { ...found, rows, ids: rows.map(({ id }) => id), texts: rows.map(({ text }) => text) };
}

describe('openTextColumn', () => {
  it('gives ids and texts in order, and row numbers where there is no id column', async () => {
    const table = 'id,text\nb,two\na,one\nb,\n';
    const named = await read(table, { column: 'text', idColumn: 'id' });
    expect(named).toMatchObject({ format: 'CSV, comma', encoding: 'UTF-8', empty: 1 });
    expect(named.rows).toEqual([
      { id: 'b', text: 'two' },
      { id: 'a', text: 'one' },
      { id: 'b', text: '' },
    ]);
    expect((await read(table)).ids).toEqual(['1', '2', '3']);
  });

  it('finds a column without regard to case where only one is called so', async () => {
    expect((await read('TEXT\nx\n')).texts).toEqual(['x']);
    expect((await read('Text,text\na,b\n')).texts).toEqual(['b']);
    await expect(read('Text,TEXT\na,b\n')).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it.each([
    ['tabs', 'text\tid\nx\t1\n', 'CSV, tab'],
    ['semicolons and quotes', '"text";id\r\n"x";1\r\n', 'CSV, semicolon'],
    ['lines that end with \\r', 'text|id\rx|1\r', 'CSV, pipe'],
  ])('reads %s', async (_, content, format) => {
    const found = await read(content, { column: 'text', idColumn: 'id' });
    expect({ rows: found.rows, format: found.format }).toEqual({
      rows: [{ id: '1', text: 'x' }],
      format,
    });
  });

  it.each([
    ['UTF-8 with BOM', Buffer.from('\ufefftext\nécole\n')],
    ['UTF-16LE', Buffer.from('\ufefftext\nécole\n', 'utf16le')],
    ['UTF-16LE', Buffer.from('text\nécole\n', 'utf16le')],
    ['UTF-16BE', Buffer.from('\ufefftext\nécole\n', 'utf16le').swap16()],
    ['windows-1252', Buffer.from('text\nécole\n', 'latin1')],
  ])('reads %s, wherever the pieces end', async (encoding, content) => {
    for (const size of [3, 7, 1000]) {
      // The encoding is told by the first piece.
      const reader = size === 3 && encoding !== 'windows-1252' ? inPieces(64) : inPieces(size);
      const found = await read(content, { column: 'text' }, { reader });
      expect(found).toMatchObject({ encoding, texts: ['école'] });
    }
  });

  it('reads what the reader of whole files reads', async () => {
    const cell = fc.oneof(
      fc.string({
        unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', '\r\n', '😀'),
        maxLength: 9,
      }),
      fc.string({ maxLength: 9 }).map((text) => text.replaceAll('\0', '')),
    );
    const table = fc.array(fc.tuple(cell, cell), { maxLength: 20 });
    const write = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(5, 17, 64), async (rows, size) => {
        const lines = rows.map((cells) => cells.map(write).join(','));
        const content = Buffer.from(['text,other', ...lines].join('\n'));
        const whole = await readTable(openText({ name: 'x', bytes: content }));
        const found = await read(content, { column: 'text' }, { reader: inPieces(size) });
        expect(found.texts).toEqual(whole.rows.map(({ cells }) => cells[0]));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps a text of 100 000 characters and more', async () => {
    const long = '"'.repeat(2 * 100_000);
    const content = `text,id\n"${long}",1\nshort,2\n`;
    const found = await read(content, { column: 'text' }, { reader: inPieces(1000) });
    expect(found.texts).toEqual(['"'.repeat(100_000), 'short']);
  });

  it('sees that the file is another one the second time', async () => {
    const path = join(folder, 'changing.csv');
    const source = { name: 'changing.csv', path, files };
    for (const then of ['text\na\nb\n', 'text\na,b\n', 'text\n"a\n']) {
      await writeFile(path, 'text\na\nb\nc\n');
      const found = await openTextColumn(source, { column: 'text' }, context);
      await writeFile(path, then);
      await expect(collect(found.batches())).rejects.toThrow(/changed while it was read/);
    }
  });
});

describe('faults', () => {
  it.each([
    ['nothing', '', 1, /is empty/],
    ['blank lines', ' \n\n', 1, /is empty/],
    ['a ragged row', 'id,text\n1,a\n2\n3,c\n4,d,e\n', 3, /1 field.* 1 more fault/],
    ['a quote that is not closed', 'id,text\n1,a\n2,"b\n3,c\n', 3, /quote opens/],
    ['a quote that is closed inside', 'id,text\n1,a\n2,"b"c\n', 3, /quote opens/],
    ['NUL', 'id,text\n1,a\0\n2,b\n3,\0\0\n', 2, /NUL.* 1 more fault/],
    ['two columns of one name', 'text, text\na,b\n', 1, /“text” twice/],
    ['no such column', 'id,title\n1,a\n', 1, /no column “text”/],
    ['an id that is missing', 'id,text\n1,a\n ,b\n', 3, /no id/],
    ['a workbook', 'PK\u0003\u0004', 1, /Excel/],
    ['a JSON document', '[{"text": "a"}]', 1, /not a table/],
  ])('names the line of %s', async (_, content, line, message) => {
    const idColumn = content.startsWith('id,text') ? 'id' : undefined;
    for (const reader of [files, inPieces(16)]) {
      await expect(read(content, { column: 'text', idColumn }, { reader })).rejects.toMatchObject({
        code: 'BAD_INPUT',
        message: expect.stringMatching(message),
        detail: { file: 'in.csv', line, remedy: expect.stringMatching(/\w/) },
      });
    }
  });

  it('lists the columns there are', async () => {
    await expect(read('id,title\n1,a\n')).rejects.toMatchObject({
      detail: { remedy: 'Its columns are “id” and “title”.' },
    });
  });

  it('stops at a quote that swallows the rest of a large file', async () => {
    const content = `text\n"open\n${'x\n'.repeat(9_000_000)}`;
    await expect(read(content)).rejects.toMatchObject({ detail: { line: 2 } });
  }, 60_000);

  it('says when a file is not there', async () => {
    const source = { name: 'no.csv', path: join(folder, 'no.csv'), files };
    await expect(openTextColumn(source, { column: 'a' }, context)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('JSON Lines', () => {
  const lines = (...records: unknown[]) => records.map((one) => JSON.stringify(one)).join('\n');
  const asLines = { name: 'in.jsonl' };

  it('reads members as columns; a missing one or null is an empty text', async () => {
    const content = lines({ n: 1, text: 'a\nb' }, { n: '2' }, { n: true, text: null });
    const found = await read(content, { column: 'text', idColumn: 'n' }, asLines);
    expect(found).toMatchObject({ ids: ['1', '2', 'true'], texts: ['a\nb', '', ''], empty: 2 });
    expect(found.format).toBe('JSON Lines');
  });

  it('knows it by its content, and reads it wherever the pieces end', async () => {
    const content = `\r\n${lines({ text: 'é😀' }, { text: 'b' })}\r\n\r\n`;
    const found = await read(content, { column: 'text' }, { name: 'x.txt', reader: inPieces(40) });
    expect(found.texts).toEqual(['é😀', 'b']);
    expect(
      (await read(content, { column: 'text' }, { ...asLines, reader: inPieces(1) })).texts,
    ).toEqual(['é😀', 'b']);
  });

  it.each([
    ['broken JSON', '{"text": "a"}\n{"text": "b\n', 2, /cannot be read as JSON/],
    ['a list', '{"text": "a"}\n\n["b"]\n', 3, /not a JSON object/],
    ['an object as text', '{"text": {}}\n', 1, /is not a text/],
    ['a number that is not exact', '{"text": 12345678901234567890}\n', 1, /too large a number/],
    ['no such member', '{"title": "b", "__proto__": 1}\n', 1, /no column “text”/],
    ['no objects with members', '{}\n', 1, /no column “text”/],
  ])('names the line of %s', async (_, content, line, message) => {
    await expect(read(content, { column: 'text' }, asLines)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(message),
      detail: { line },
    });
  });
});

describe('Parquet', () => {
  const table = (rowGroupSize: number) =>
    new Uint8Array(
      parquetWriteBuffer({
        rowGroupSize,
        columnData: [
          { name: 'n', data: [10n, 11n, 12n], type: 'INT64' },
          { name: 'text', data: ['a', null, 'é'], type: 'STRING' },
          { name: 'tags', data: [{ a: 1 }, { a: 2 }, { a: 3 }], type: 'JSON' },
        ],
      }),
    );

  it('reads texts and numbers, row group by row group', async () => {
    const found = await read(table(2), { column: 'text', idColumn: 'n' }, { name: 'in.parquet' });
    expect(found).toMatchObject({ ids: ['10', '11', '12'], texts: ['a', '', 'é'], empty: 1 });
    expect(found.format).toBe('Parquet');
  });

  it('refuses columns that hold no text, columns that are not there and damaged files', async () => {
    await expect(read(table(9), { column: 'tags' })).rejects.toThrow(/row 1 is not a text/);
    await expect(read(table(9), { column: 'title' })).rejects.toThrow(/no column/);
    await expect(read(table(9).subarray(0, 200))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
