import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { blobReader } from './blob-reader.ts';
import { inspectTable } from './inspect-table.ts';
import { suggestColumn } from './suggest-column.ts';

const files = nodeFiles();
const context = silentContext(nodeClock());
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-inspect-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function inspect(content: string | Uint8Array<ArrayBuffer>, name = 'in.csv') {
  const path = join(folder, name);
  await writeFile(path, content);
  const bytes = await files.size(path);
  const fromPath = await inspectTable({ name, path, files }, bytes, context);
  const reader = blobReader(files, new Blob([content]));
  // What a browser holds looks the same.
  expect(await inspectTable({ name, path: name, files: reader }, bytes, context)).toEqual(fromPath);
  return fromPath;
}

describe('inspectTable', () => {
  it('shows columns, first rows and how many there are', async () => {
    const lines = Array.from({ length: 600 }, (_, row) => `${row},Head nurse ${row}`);
    const found = await inspect(`id;title\n${lines.join('\n').replaceAll(',', ';')}\n`);
    expect(found).toMatchObject({
      ...{ name: 'in.csv', format: 'CSV, semicolon', encoding: 'UTF-8', rows: 600 },
      ...{ columns: ['id', 'title'], suggested: 'title', bytes: expect.any(Number) },
    });
    expect(found.sample).toHaveLength(20);
    expect(found.sample[0]).toEqual(['0', 'Head nurse 0']);
  });

  it('looks at JSON Lines and Parquet', async () => {
    const json = await inspect('{"a":"Cook","n":1}\n{"a":null,"n":2}\n', 'in.jsonl');
    expect(json).toMatchObject({
      columns: ['a', 'n'],
      rows: 2,
      sample: [
        ['Cook', '1'],
        ['', '2'],
      ],
    });
    const buffer = parquetWriteBuffer({
      columnData: [{ name: 'who', data: ['Ann Lee', 'Bo'], type: 'STRING' }],
    });
    const parquet = await inspect(new Uint8Array(buffer), 'in.parquet');
    expect(parquet).toMatchObject({ format: 'Parquet', rows: 2, suggested: 'who' });
  });

  it('of only a header has no rows', async () => {
    expect(await inspect('a,b\n')).toMatchObject({ rows: 0, sample: [], suggested: null });
  });

  it.each([
    ['nothing', '', /is empty/],
    ['a ragged row', 'a,b\n1\n', /1 field/],
    ['NUL', 'a,b\n1,\0\n', /NUL/],
  ])('says what is wrong with %s', async (_, content, why) => {
    await expect(inspect(content)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(why),
    });
  });
});

describe('suggestColumn', () => {
  const columns = ['id', 'code', 'country', 'label', 'notes'];
  const rows = Array.from({ length: 40 }, (_, n) => [
    String(n),
    `A-${n}.07`,
    n % 2 ? 'France' : 'Spain',
    `Manager of ${String.fromCharCode(97 + (n % 26))}${n} things`,
    `${'A long description of what is done. '.repeat(5)}${n}`,
  ]);

  it('takes distinct, short texts of letters', () => {
    expect(suggestColumn(columns, rows)).toBe('label');
    expect(suggestColumn(['id', 'a', 'b', 'c', 'd'], rows)).toBe('c');
  });

  it('takes nothing where nothing looks like names', () => {
    expect(suggestColumn(columns.slice(0, 1), rows)).toBeNull();
    expect(suggestColumn([], [])).toBeNull();
  });
});
