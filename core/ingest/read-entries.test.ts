import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import type { EntryColumns } from '#core/contract/data.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { blobSource } from './blob-source.ts';
import { readEntries } from './read-entries.ts';

const context = silentContext(nodeClock());
const files = nodeFiles();

const read = (
  content: string | Uint8Array<ArrayBuffer> | ArrayBuffer,
  { name = 'in.csv', ...wanted }: Partial<EntryColumns> & { name?: string } = {},
) => {
  const columns = { key: 'id', texts: ['title', 'text'], joined: false, ...wanted };
  return readEntries(blobSource(name, new Blob([content]), files), columns, context);
};

const TABLE = [
  'id,title,salary,text,remote,city',
  'v1,Nurse,3200, Night shifts ,true,Lyon',
  'v2,"Baker, early",2800.5,,FALSE,',
  '',
].join('\n');

const ENTRIES = [
  {
    key: 'v1',
    terms: ['Nurse', 'Night shifts'],
    fields: { salary: 3200, remote: true, city: 'Lyon' },
  },
  { key: 'v2', terms: ['Baker, early'], fields: { salary: 2800.5, remote: false } },
];

function parquet() {
  return parquetWriteBuffer({
    columnData: [
      { name: 'id', data: ['v1', 'v2'], type: 'STRING' },
      { name: 'title', data: ['Nurse', 'Baker, early'], type: 'STRING' },
      { name: 'salary', data: [3200, 2800.5], type: 'DOUBLE' },
      { name: 'text', data: ['Night shifts', null], type: 'STRING' },
      { name: 'remote', data: [true, false], type: 'BOOLEAN' },
      { name: 'city', data: ['Lyon', null], type: 'STRING' },
    ],
  });
}

const JSON_RECORDS = [
  { id: 'v1', title: 'Nurse', salary: 3200, text: 'Night shifts', remote: true, city: 'Lyon' },
  { id: 'v2', title: 'Baker, early', salary: 2800.5, text: '', remote: false, city: null },
];

describe('readEntries', () => {
  it.each([
    ['CSV, comma', 'in.csv', TABLE],
    [
      'CSV, tab',
      'in.tsv',
      TABLE.replace('"Baker, early"', 'Baker; early')
        .replaceAll(',', '\t')
        .replace('Baker; early', 'Baker, early'),
    ],
    ['Parquet', 'in.parquet', parquet()],
    ['JSON Lines', 'in.jsonl', JSON_RECORDS.map((record) => JSON.stringify(record)).join('\n')],
    ['JSON', 'in.json', JSON.stringify(JSON_RECORDS, null, 1)],
  ])('makes the same entries of %s', async (format, name, content) => {
    const file = await read(content, { name });
    expect(file.entries).toEqual(ENTRIES);
    expect(file).toMatchObject({
      ...{ format, encoding: 'UTF-8', findings: [] },
      columns: ['id', 'title', 'salary', 'text', 'remote', 'city'],
      counts: { entries: 2, terms: 3, judgments: 0 },
    });
  });

  it('keeps the order of the texts, or joins them, and keeps the wanted fields alone', async () => {
    const turned = await read(TABLE, { texts: ['text', 'title', 'text'], fields: ['city', 'id'] });
    expect(turned.entries).toEqual([
      { key: 'v1', terms: ['Night shifts', 'Nurse'], fields: { city: 'Lyon', id: 'v1' } },
      { key: 'v2', terms: ['Baker, early'], fields: { id: 'v2' } },
    ]);
    const joined = await read(TABLE, { joined: true, fields: [] });
    expect(joined.entries).toEqual([
      { key: 'v1', terms: ['Nurse, Night shifts'] },
      { key: 'v2', terms: ['Baker, early'] },
    ]);
  });

  it('lets a key be a text, and columns be called in any case', async () => {
    const { entries } = await read('Name,Id\nCook,1\n', { key: 'name', texts: ['NAME'] });
    expect(entries).toEqual([{ key: 'Cook', terms: ['Cook'], fields: { Id: 1 } }]);
  });

  it('keeps what only looks like a number as text, and a column of both', async () => {
    const rows = 'a,007,1,12345678901234567890,yes\nb,12,x,1,no\n';
    const { entries } = await read(`id,code,mixed,long,said\n${rows}`, { texts: ['id'] });
    expect(entries[0]?.fields).toEqual({
      ...{ code: '007', mixed: '1', long: '12345678901234567890', said: 'yes' },
    });
  });

  it('gives each member of a list as a term, and keeps lists as fields', async () => {
    const record = {
      id: 7,
      title: ['Cook', '', 'Chef'],
      tags: ['a', 'b'],
      none: [],
      more: { x: 1 },
    };
    const { entries } = await read(JSON.stringify([record]), { texts: ['title'] });
    expect(entries).toEqual([
      { key: '7', terms: ['Cook', 'Chef'], fields: { tags: ['a', 'b'], more: { x: 1 } } },
    ]);
  });

  it('leaves nested columns of Parquet out, and says so', async () => {
    const bytes = parquetWriteBuffer({
      columnData: [
        { name: 'id', data: ['a'], type: 'STRING' },
        { name: 'title', data: ['Cook'], type: 'STRING' },
        { name: 'tags', data: [{ a: 1 }], type: 'JSON' },
        { name: 'zip', data: ['01234'], type: 'STRING' },
        { name: 'size', data: ['12'], type: 'STRING' },
      ],
    });
    const { entries, findings } = await read(bytes, { texts: ['title'] });
    expect(entries).toEqual([{ key: 'a', terms: ['Cook'], fields: { zip: '01234', size: '12' } }]);
    expect(findings).toMatchObject([{ rule: 'columns-left-out', rows: [{ text: 'tags' }] }]);
  });

  it('tells rows without any text and texts that repeat, with their lines', async () => {
    const { entries, findings } = await read('id,title,text\na,,\nb,x,x\n');
    expect(entries.map(({ terms }) => terms)).toEqual([[], ['x', 'x']]);
    expect(findings).toMatchObject([
      { rule: 'repeated-terms', rows: [{ line: 3 }] },
      { rule: 'entries-without-terms', level: 'warn', rows: [{ line: 2 }] },
    ]);
  });

  it('tells garbled texts', async () => {
    const { findings } = await read('id,title,text\na,CafÃ©,x\n');
    expect(findings).toMatchObject([{ rule: 'garbled-characters', rows: [{ line: 2 }] }]);
  });

  it('treats the names of built-in members as any other', async () => {
    const { entries } = await read('id,title,__proto__,toString\n__proto__,x,1,2\n', {
      texts: ['title'],
    });
    expect(entries.map(({ key, fields }) => [key, Object.entries(fields ?? {})])).toEqual([
      [
        '__proto__',
        [
          ['__proto__', 1],
          ['toString', 2],
        ],
      ],
    ]);
    expect(Object.getPrototypeOf(entries[0]?.fields)).toBe(Object.prototype);
  });

  it.each([
    ['a byte order mark', Uint8Array.from([0xef, 0xbb, 0xbf]), 'UTF-8 with BOM'],
    ['none', new Uint8Array(), 'UTF-8'],
  ])('reads a file with %s', async (_, mark, encoding) => {
    const bytes = await new Blob([mark, TABLE]).arrayBuffer();
    const file = await read(bytes);
    expect(file).toMatchObject({ encoding, entries: ENTRIES });
  });

  const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '').trim());
  const quotedCell = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it('gives back the terms of every table, whatever is in its cells', async () => {
    const row = fc.tuple(cell, cell).filter(([a, b]) => a + b !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const lines = rows.map(([a, b], n) => [`k${n}`, a, b].map(quotedCell).join(','));
        const { entries } = await read(['id,title,text', ...lines].join('\n'));
        expect(entries.map(({ key, terms }) => [key, ...terms])).toEqual(
          rows.map((texts, n) => [`k${n}`, ...texts.filter((text) => text !== '')]),
        );
      }),
    );
  });

  it('gives back fields of any type from JSON', async () => {
    const value = fc.oneof(
      cell.filter((text) => text !== ''),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 20 }), async (values) => {
        const records = values.map((field, n) => ({ id: n, title: 't', field }));
        const { entries } = await read(JSON.stringify(records), { texts: ['title'] });
        expect(entries.map(({ fields }) => fields?.field)).toEqual(values);
      }),
    );
  });
});
