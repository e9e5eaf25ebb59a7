import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { readTable } from './table.ts';

const read = (text: string) => readTable({ name: 't.csv', text });

async function refusal(text: string): Promise<PlumblineError> {
  const error: unknown = await read(text).then(
    () => new Error('was accepted'),
    (reason: unknown) => reason,
  );
  if (error instanceof PlumblineError) return error;
  throw error;
}

describe('readTable', () => {
  it.each([
    [',', 'a,b,c\n1;2,3|4,5\n'],
    [';', 'a;b;c\n1,2;3|4;5\n'],
    ['\t', 'a\tb\tc\n1,2\t3|4\t5;6\n'],
    ['|', 'a|b|c\n1,2|3|4;5\n'],
  ])('finds the delimiter %j by the header', async (delimiter, text) => {
    const table = await read(text);
    expect(table.delimiter).toBe(delimiter);
    expect(table.header).toEqual(['a', 'b', 'c']);
    expect(table.rows).toHaveLength(1);
  });

  it('takes a single column for a comma file', async () => {
    expect(await read('name\nx\ny z\n')).toMatchObject({
      delimiter: ',',
      rows: [{ line: 2 }, { line: 3 }],
    });
  });

  it.each([
    ['\\n', '\n'],
    ['\\r\\n', '\r\n'],
    ['\\r', '\r'],
  ])('counts physical lines with %s, quoted line breaks and blank lines', async (_, end) => {
    const table = await read(['', 'a,b', '1,"x', 'y ""z"""', '', ',', '2,w', ''].join(end));
    expect(table.rows).toEqual([
      { line: 3, cells: ['1', `x${end}y "z"`] },
      { line: 7, cells: ['2', 'w'] },
    ]);
  });

  it('reads mixed line ends', async () => {
    const table = await read('a,b\r\n1,"x"\n2,"y"\r\n3,z\r\n4,"w"\r');
    expect(table.rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [2, '1', 'x'],
      [3, '2', 'y'],
      [4, '3', 'z'],
      [5, '4', 'w'],
    ]);
  });

  it('leaves a quote inside an unquoted value alone', async () => {
    expect((await read('a,b\n5 "inch,x\n')).rows[0]?.cells).toEqual(['5 "inch', 'x']);
  });

  it('names every ragged row', async () => {
    const { message, detail } = await refusal('a,b\n1,2,3\n4,5\n6\n');
    expect(message).toContain('This row has 3 fields, the header has 2.');
    expect(detail).toMatchObject({
      line: 2,
      places: [{ line: 4, text: 'This row has 1 field, the header has 2.' }],
    });
    expect(detail.remedy).toContain('comma');
  });

  it.each([
    ['never closed', 'a,b\n1,2\n3,"x\n4,5\n', 3],
    ['closed inside the value', 'a,b\n1,"x" y\n3,4\n', 2],
    ['closed by the next row’s opening quote', 'a,b\n1,2\n"x,3\n"y",4\n', 3],
    ['opened in the second line of a row', 'a,b,c\n1,"x\ny","z\n', 3],
    ['opened in the header', 'a,"b\n1,2\n', 1],
  ])('names the line of a quote %s', async (_, text, line) => {
    expect((await refusal(text)).detail).toMatchObject({ file: 't.csv', line });
  });

  it('refuses a header that names a column twice', async () => {
    const error = await refusal('\na, b,b\n1,2,3\n');
    expect(error.message).toContain('“b” twice');
    expect(error.detail.line).toBe(2);
  });

  it('keeps lines and values right across chunks, quotes at any place', async () => {
    const long = 'x"\n'.repeat(200_000);
    const row = (n: number) => `${n},"${n % 7 === 0 ? 'two\r\nlines' : 'one'}"\r\n`;
    const rows = Array.from({ length: 60_000 }, (_, n) => row(n)).join('');
    const table = await read(
      `n,text\r\n${rows}60000,"${long.replaceAll('"', '""')}"\r\n60001,end\r\n`,
    );
    expect(table.rows).toHaveLength(60_002);
    let line = 2;
    for (const [n, found] of table.rows.entries()) {
      if (found.line !== line || found.cells[0] !== String(n))
        throw new Error(`row ${n}: ${found.line}`);
      line += 1 + (found.cells[1]?.split('\n').length ?? 1) - 1;
    }
    expect(table.rows.at(-2)?.cells[1]).toBe(long);
  });

  it('finds a quote that is never closed in a long file', async () => {
    const text = `a,b\n${'1,2\n'.repeat(300_000)}3,"x\n${'1,2\n'.repeat(300_000)}`;
    expect((await refusal(text)).detail.line).toBe(300_002);
  });

  it('gives back what was written with every value quoted', async () => {
    const value = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é', ';', '|') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, value), { minLength: 1 }), async (rows) => {
        const cells = rows.map(([a, b]) => [`${a}.`, b]);
        const csv = cells.map((row) =>
          row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','),
        );
        const table = await read(['left,right', ...csv].join('\n'));
        expect(table.rows.map((row) => row.cells)).toEqual(cells);
      }),
    );
  });
});
