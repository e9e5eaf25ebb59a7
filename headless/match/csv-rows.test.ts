import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { type CsvRow, csvRows, guessDialect } from './csv-rows.ts';

async function* pieces(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function rows(text: string, size = 7): Promise<CsvRow[]> {
  const all: CsvRow[] = [];
  // The dialect is guessed from the first piece, which in a real file is 64 KB long.
  for await (const row of csvRows(pieces(text, size), 'in.csv', () => guessDialect(text)))
    all.push(row);
  return all;
}

const cellsOf = async (text: string) => (await rows(text)).map((row) => row.cells);

describe('csvRows', () => {
  it('keeps quotes, delimiters, line ends and duplicate headers', async () => {
    const text = 'a,a,"b ""x"""\n1,"2,3","line\nbreak"\n';
    expect(await rows(text)).toEqual([
      { line: 1, cells: ['a', 'a', 'b "x"'] },
      { line: 2, cells: ['1', '2,3', 'line\nbreak'] },
    ]);
  });

  it.each([
    ['line feeds', 'a,b\n1,2\n3,4\n'],
    ['returns and line feeds', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['returns', 'a,b\r1,2\r3,4\r'],
    ['both', 'a,b\r\n1,2\n3,4'],
    ['quoted last cells', '"a","b"\r\n"1","2"\r\n"3","4"\r\n'],
    ['semicolons', 'a;b\n1;2\n3;4\n'],
    ['tabs', 'a\tb\n1\t2\n3\t4\n'],
    ['empty lines', 'a,b\n\n1,2\n\n3,4\n\n'],
  ])('reads tables with %s', async (_, text) => {
    expect(await cellsOf(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('keeps empty cells of a one-column table, in their place', async () => {
    expect(await cellsOf('title\nx\n\ny\n')).toEqual([['title'], ['x'], [''], ['y']]);
  });

  it('gives the same rows however the text is cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', ' ', '日') });
    const data = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }),
      );
    await fc.assert(
      fc.asyncProperty(data, fc.integer({ min: 1, max: 30 }), async (table, size) => {
        const header = table[0]?.map((_, index) => `column ${index}`) ?? [];
        const text = Papa.unparse([header, ...table], { newline: '\n' });
        const read: string[][] = [];
        const dialect = () => ({ delimiter: ',', newline: '\n', lineEnd: '\n' }) as const;
        for await (const row of csvRows(pieces(text, size), 'f', dialect)) read.push(row.cells);
        expect(read).toEqual([header, ...table]);
      }),
    );
  });

  it.each([
    ['a row too short', 'a,b\n1,2\n3\n', 3, 'has 1 cells, the header has 2'],
    ['a row too long', 'a,b\n"x\ny",2\n3,4,5\n', 4, 'has 3 cells, the header has 2'],
    ['a NUL byte', 'a,b\n1,2\n3,\0\n', 3, 'NUL'],
    ['a quote never closed', 'a,b\n1,2\n3,"4\n5,6\n', 3, 'do not balance'],
    ['a quote closed too early', 'a,b\n1,"2"x,3\n4,5\n', 2, 'do not balance'],
  ])('names the line of %s', async (_, text, line, message) => {
    await expect(rows(text)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(message),
      detail: { file: 'in.csv', line },
    });
  });

  it('does not swallow a whole large file into one unclosed cell', async () => {
    async function* endless() {
      yield 'a,b\n1,"';
      for (;;) yield 'x'.repeat(500_000);
    }
    const read = async () => {
      for await (const _ of csvRows(endless(), 'f', () => guessDialect('a,b\n1,2')));
    };
    await expect(read()).rejects.toMatchObject({ detail: { line: 2 } });
  });

  it('yields nothing for an empty text', async () => {
    expect(await rows('')).toEqual([]);
  });
});
