import { describe, expect, it } from 'vitest';
import { table } from './table.ts';

describe('table', () => {
  it('aligns by displayed columns', () => {
    const lines = table(
      [{ title: 'key' }, { title: 'n', align: 'right' }],
      [
        ['日本', '1'],
        ['abcdef', '1000'],
      ],
    );
    expect(lines).toEqual(['key        n', '日本       1', 'abcdef  1000']);
  });

  it('has no title line where no column has a title', () => {
    expect(table([{ title: '' }], [['a'], ['b']])).toEqual(['a', 'b']);
  });

  it('cuts long cells and disarms control characters', () => {
    expect(table([{ title: '', max: 4 }], [['abcdefgh'], ['a\nb']])).toEqual(['abc…', 'a·b']);
  });

  it('survives short rows and no rows', () => {
    expect(table([{ title: 'a' }, { title: 'b' }], [['1']])).toEqual(['a  b', '1']);
    expect(table([{ title: 'a' }], [])).toEqual(['a']);
  });
});
