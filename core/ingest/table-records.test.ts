import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Files } from '#core/platform/files.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { faultList } from './faults.ts';
import { columnPlace, openTableStream } from './table-stream.ts';

const context = silentContext(nodeClock());
const files = nodeFiles();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-records-'));
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

describe('records', () => {
  async function records(content: string | Uint8Array, name = 'in.csv', reader: Files = files) {
    const path = join(folder, name);
    await writeFile(path, content);
    const source = { name, path, files: reader };
    const table = await openTableStream(source, context, { sameNames: true });
    const faults = faultList(name);
    const found = (await collect(table.records([0], faults, context))).flat();
    faults.throwIfAny();
    return { ...table, columns: [...table.columns], found };
  }

  it('have all cells, also of columns with one name', async () => {
    const { columns, found, dialect } = await records('\ufeffid;n;n\r\n1;"a\nb";\r\n2;;\r\n');
    expect(columns).toEqual(['id', 'n', 'n']);
    expect(dialect).toEqual({ delimiter: ';', lineEnd: '\r\n', mark: true });
    expect(found).toEqual([
      { line: 2, values: ['1'], source: ['1', 'a\nb', ''] },
      { line: 4, values: ['2'], source: ['2', '', ''] },
    ]);
  });

  it.each([
    ['of one column, blank lines among them', 'a\nx\n\n ""\n\ny\n', ['x', '', ' ""', '', 'y']],
    ['of several columns, without blank lines', '\n\na,b\n\n,\n\n1,2\n\n', ['', '1']],
    ['without a line end', 'a,b\n1,2\n,', ['1', '']],
    ['that end with a return', 'a\r1\r\r2\r', ['1', '', '2']],
    ['there are none', 'a\n', []],
  ])('are the rows of a table %s', async (_, content, firsts) => {
    for (const size of [1, 2, 5, 1000]) {
      const { found } = await records(content, 'in.csv', inPieces(size));
      expect(found.map(({ values }) => values[0])).toEqual(firsts);
    }
  });

  it('of JSON Lines are its lines, and their members become columns', async () => {
    const late = `{ "b" : 1.0, "c": {"d": [2]} }`;
    const many = '{"a":"x"}\n'.repeat(1500);
    const { columns, found } = await records(`${many} ${late} \n`, 'in.jsonl');
    expect(columns).toEqual(['a', 'b', 'c']);
    expect(found.at(-1)).toEqual({ line: 1501, values: [null], source: late });
  });

  it('of JSON Lines with ever new members are no table', async () => {
    const lines = Array.from({ length: 10_100 }, (_, n) => `{"a${n}":1}`);
    await expect(records(lines.join('\n'), 'in.jsonl')).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('different members'),
    });
  });

  it('of Parquet have the types of their columns', async () => {
    const time = new Date('2026-11-20T10:00:00.000Z');
    const columnData = [
      { name: 't', data: ['a', null], type: 'STRING' as const },
      { name: 'i', data: [2n ** 60n, -1n], type: 'INT64' as const },
      { name: 'x', data: [0.1, Number.NaN], type: 'DOUBLE' as const },
      { name: 'b', data: [true, false], type: 'BOOLEAN' as const },
      { name: 'at', data: [time, null], type: 'TIMESTAMP' as const },
      { name: 'j', data: [{ a: [1n] }, 'x'], type: 'JSON' as const },
    ];
    const buffer = parquetWriteBuffer({ columnData });
    const { types, rowCount, found } = await records(new Uint8Array(buffer), 'in.parquet');
    expect(rowCount).toBe(2);
    expect(types).toEqual(['text', 'integer', 'number', 'boolean', 'timestamp', 'json']);
    expect(found.map(({ source }) => source)).toEqual([
      ['a', '1152921504606846976', '0.1', 'true', time.toISOString(), '{"a":[1]}'],
      [null, '-1', 'NaN', 'false', null, '"x"'],
    ]);
  });
});

describe('columnPlace', () => {
  it.each([
    [['id', 'title'], 'title', 1],
    [['Title', 'title'], 'title', 1],
    [['id', ' Title '], 'title', 1],
    [['id', 'id', 'title'], 'title', 2],
  ])('%j: %s is column %i', (columns, name, place) => {
    expect(columnPlace(columns, name, 'f.csv')).toBe(place);
  });

  it.each([[['title', 'title']], [['Title', 'TITLE']]])('does not choose among %j', (columns) => {
    expect(() => columnPlace(columns, 'title', 'f.csv')).toThrowError(/2 columns “title”/);
  });
});
