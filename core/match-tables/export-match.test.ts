import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import type { NewMatch } from './begin-match.ts';
import { addDecision, type Decided } from './decisions.ts';
import { dialectFor, type ExportOptions, exportMatch } from './export-match.ts';
import { tableBench, wanted } from './testing.ts';

const files = nodeFiles();
const clock = nodeClock();
const context = silentContext(clock);
const { matched, opened } = tableBench({ files, clock, context });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-export-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Case extends Partial<ExportOptions> {
  name?: string;
  question?: Partial<NewMatch>;
  decisions?: Record<number, Decided>;
}

/** Matches a table and exports it; returns the bytes. */
async function exported(content: string | Uint8Array, options: Case = {}) {
  const { name = 'in.csv', question = {}, decisions = {}, ...change } = options;
  const path = join(folder, name);
  await writeFile(path, content);
  const { id } = await matched(join(folder, 'matches'), wanted(path, { k: 1, ...question }));
  for (const [row, decision] of Object.entries(decisions)) {
    const line = { row: Number(row), decision, judgment: null, at: '2026-11-20T10:00:00.000Z' };
    await addDecision(files, join(folder, 'matches', id), line);
  }
  await rm(path);
  const how: ExportOptions = {
    ...{ format: 'csv', prefix: 'match_', explanations: false, band: undefined },
    ...change,
  };
  const { pieces, rows } = exportMatch(
    files,
    await opened(join(folder, 'matches'), id),
    how,
    context,
  );
  const parts: Blob[] = [];
  for await (const piece of pieces) {
    parts.push(new Blob([typeof piece === 'string' ? piece : piece.slice()]));
  }
  return { blob: new Blob(parts), rows: rows() };
}

const text = async (content: string | Uint8Array, options: Case = {}) =>
  // `text()` of a blob drops a byte order mark.
  Buffer.from(await (await exported(content, options)).blob.arrayBuffer()).toString('utf8');

const HEADER = 'match_key,match_name,match_term,match_probability,match_band,match_chosen_by';

describe('CSV', () => {
  it("keeps the table's columns in order, two of one name too, and adds the entry, though the file is gone", async () => {
    expect(await text('id,text,id\n1,"a:0.97 ""x""",a\n2,unknown,b\n3,,"c\nd"\n')).toBe(
      `id,text,id,${HEADER}\n` +
        '1,"a:0.97 ""x""",a,a,Name of a,a,0.97,accept,best\n' +
        '2,unknown,b,,,,,,\n' +
        '3,,"c\nd",,,,,,\n',
    );
  });

  it.each([
    ['semicolons', 'id;text\n1;a:0.9\n', '1;a:0.9;a;Name of a;a;0.9;accept;best\n'],
    ['tabs', 'id\ttext\n1\ta:0.9\n', '1\ta:0.9\ta\tName of a\ta\t0.9\taccept\tbest\n'],
    ['returns', 'id,text\r\n1,a:0.9\r\n', '1,a:0.9,a,Name of a,a,0.9,accept,best\r\n'],
  ])('writes %s as they were', async (_, content, line) => {
    expect((await text(content)).endsWith(line)).toBe(true);
  });

  it('keeps a byte order mark, writes windows-1252 as UTF-8, and leaves formulas as they are', async () => {
    expect(await text('\ufefftext,b\na:1,é\n')).toMatch(/^\ufefftext,b,match_key/);
    const latin = Buffer.concat([Buffer.from('text,b\na:1,=caf'), Buffer.from([0xe9, 0x0a])]);
    expect(await text(latin)).toContain('a:1,=café,a');
  });

  it('of a TSV has commas, as a TSV tabs', () => {
    const dialect = { delimiter: '\t', lineEnd: '\n' as const, mark: false };
    const match = { request: { name: 'in.TSV' }, shape: { dialect } } as never;
    expect(dialectFor(match, 'csv').delimiter).toBe(',');
    expect(dialectFor(match, 'tsv').delimiter).toBe('\t');
  });

  it('has further candidates, the explanation, and six digits', async () => {
    const options = { question: { k: 3 }, explanations: true, prefix: '' };
    const lines = (await text('text\na:0.123456789 b:0.05\n', options)).split('\n');
    expect(lines[0]?.split(',').slice(-6)).toEqual([
      ...['key_3', 'name_3', 'term_3', 'probability_3', 'band_3', 'explanation'],
    ]);
    expect(lines[1]).toBe(
      'a:0.123456789 b:0.05,a,Name of a,a,0.123457,reject,best,b,Name of b,b,0.05,reject,,,,,,' +
        '"[{""name"":""Meaning"",""value"":0.5,""logOdds"":1.25}]"',
    );
  });

  it("puts a person's choice first, says whose it is, and what was found stays behind it", async () => {
    const decisions = {
      1: { key: 'b', name: 'B' },
      2: { none: true as const },
      3: { key: 'z', name: 'Z' },
    };
    const content = 'text\na:0.9 b:0.6\na:0.9 b:0.6\na:0.9 b:0.6\n';
    const lines = (await text(content, { question: { k: 2 }, decisions })).split('\n');
    const a = 'a,Name of a,a,0.9,accept';
    expect(lines.slice(1, 4)).toEqual([
      `a:0.9 b:0.6,b,B,b,0.6,review,person,${a}`,
      `a:0.9 b:0.6,,,,,,,${a}`,
      `a:0.9 b:0.6,z,Z,,,,person,${a}`,
    ]);
  });

  it('of a band has its rows alone, by what was found', async () => {
    const content = 'text\na:0.9\nb:0.6\nc:0.1\nd:-\ne\n';
    const firsts = async (band: ExportOptions['band']) =>
      (await text(content, { band, decisions: { 2: { none: true } } }))
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0]);
    expect(await firsts('accept')).toEqual(['a:0.9']);
    expect(await firsts('review')).toEqual(['b:0.6']);
    expect(await firsts('unscored')).toEqual(['d:-']);
    expect(await firsts('none')).toEqual(['e']);
    expect(await firsts('corrected')).toEqual(['b:0.6']);
  });

  it('of only a header is a header', async () => {
    expect(await text('text\n')).toBe(`text,${HEADER}\n`);
  });

  it('does not make a second column of a name', async () => {
    const content = 'text,match_band\na:1,x\n';
    await expect(exported(content)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: 'The table already has a column “match_band”.',
      detail: { file: 'in.csv', remedy: expect.stringContaining('prefix') },
    });
    expect(await text(content, { prefix: 'new_' })).toContain('new_band');
  });
});

describe('JSON Lines', () => {
  it('of JSON Lines keeps every member byte for byte', async () => {
    const own = '{"n": 12345678901234567890, "x": 1.0, "text":"a:0.9 b:0.2", "list": [1]}';
    const content = await text(`${own}\n{ }\n`, {
      ...{ name: 'in.jsonl', format: 'jsonl', explanations: true },
      question: { k: 2 },
    });
    const [first = '', second = ''] = content.split('\n');
    expect(first.startsWith(`${own.slice(0, -1)},"match_key":"a"`)).toBe(true);
    const a = { key: 'a', name: 'Name of a', term: 'a', probability: 0.9, band: 'accept' };
    const b = { key: 'b', name: 'Name of b', term: 'b', probability: 0.2, band: 'reject' };
    expect(JSON.parse(first)).toMatchObject({
      ...{ x: 1, list: [1], match_key: 'a', match_probability: 0.9, match_chosen_by: 'best' },
      match_candidates: [a, b],
      match_explanation: [{ name: 'Meaning', value: 0.5, logOdds: 1.25 }],
    });
    expect(JSON.parse(second)).toMatchObject({ match_key: null, match_candidates: [] });
  });

  it('of a CSV has its cells as texts, and refuses two columns of one name', async () => {
    const content = await text('text,n\na:0.9,01\n', { format: 'jsonl' });
    expect(JSON.parse(content)).toMatchObject({ text: 'a:0.9', n: '01', match_key: 'a' });
    await expect(exported('text,n,n\na:1,1,2\n', { format: 'jsonl' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('two columns “n”'),
    });
  });

  it('as CSV has members as columns, those of later records too', async () => {
    const lines = ['{"text":"a:0.9","n":1}', '{"text":"b:0.1","late":{"x":[true]}}'];
    const content = await text(lines.join('\n'), { name: 'in.jsonl' });
    expect(content.split('\n')).toEqual([
      `text,n,late,${HEADER}`,
      'a:0.9,1,,a,Name of a,a,0.9,accept,best',
      'b:0.1,,"{""x"":[true]}",b,Name of b,b,0.1,reject,best',
      '',
    ]);
  });
});

describe('Parquet', () => {
  const day = new Date('2026-11-20T00:00:00.000Z');
  const source = () =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'text', data: ['a:0.9 b:0.5', null, 'é'], type: 'STRING' },
          { name: 'big', data: [2n ** 60n, null, -1n], type: 'INT64' },
          { name: 'x', data: [0.1, null, 1e300], type: 'DOUBLE' },
          { name: 'ok', data: [true, null, false], type: 'BOOLEAN' },
          { name: 'at', data: [day, null, day], type: 'TIMESTAMP' },
          { name: 'tags', data: [{ a: [1] }, null, 'x'], type: 'JSON' },
        ],
      }),
    );

  it('of Parquet keeps the types of its columns', async () => {
    const { blob } = await exported(source(), {
      ...{ name: 'in.parquet', format: 'parquet', explanations: true },
      question: { k: 2 },
    });
    const rows = await parquetReadObjects({ file: await blob.arrayBuffer() });
    expect(rows[0]).toMatchObject({
      ...{ text: 'a:0.9 b:0.5', big: 2n ** 60n, x: 0.1, ok: true, at: day, tags: { a: [1] } },
      ...{ match_key: 'a', match_probability: 0.9, match_band: 'accept', match_chosen_by: 'best' },
      ...{ match_key_2: 'b', match_probability_2: 0.5, match_band_2: 'review' },
      match_explanation: [{ name: 'Meaning', value: 0.5, logOdds: 1.25 }],
    });
    expect(rows[1]).toMatchObject({
      text: null,
      big: null,
      match_key: null,
      match_probability: null,
    });
    expect(rows[2]).toMatchObject({ big: -1n, x: 1e300, ok: false, tags: 'x' });
  });

  it('as CSV and JSON Lines says the same in texts', async () => {
    const csv = await text(source(), { name: 'in.parquet' });
    expect(csv.split('\n')[1]).toBe(
      'a:0.9 b:0.5,1152921504606846976,0.1,true,2026-11-20T00:00:00.000Z,"{""a"":[1]}",a,Name of a,a,0.9,accept,best',
    );
    const json = await text(source(), { name: 'in.parquet', format: 'jsonl' });
    expect(JSON.parse(json.split('\n')[0] ?? '')).toMatchObject({
      ...{ big: '1152921504606846976', x: 0.1, ok: true, tags: { a: [1] } },
    });
  });

  it('of a CSV holds texts', async () => {
    const { blob, rows } = await exported('text,n\na:0.9,1\n,2\n', { format: 'parquet' });
    expect(rows).toBe(2);
    const read = await parquetReadObjects({ file: await blob.arrayBuffer() });
    expect(read).toMatchObject([{ text: 'a:0.9', n: '1', match_probability: 0.9 }, { n: '2' }]);
  });
});
