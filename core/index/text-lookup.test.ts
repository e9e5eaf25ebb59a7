import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowsOfText, textHash, textLookup } from './text-lookup.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '名'), maxLength: 3 });

it('finds the rows of a text as a search through all of them does', () => {
  fc.assert(
    fc.property(fc.array(text), text, (texts, wanted) => {
      const textOf = (row: number) => texts[row] ?? '';
      const lookup = textLookup(texts.length, textOf);
      for (const one of [wanted, ...texts]) {
        const expected = texts.flatMap((each, row) => (each === one && one !== '' ? [row] : []));
        expect(rowsOfText(lookup, one, textOf)).toEqual(expected);
      }
    }),
  );
});

it('tells texts with the same hash apart', () => {
  // Found by search: equal in the 27 bits that are kept.
  const byHash = new Map<number, string>();
  let pair: [string, string] | undefined;
  for (let i = 0; pair === undefined; i += 1) {
    const one = `text ${i}`;
    const hash = textHash(one) >>> 5;
    const other = byHash.get(hash);
    if (other !== undefined) pair = [other, one];
    byHash.set(hash, one);
  }
  const textOf = (row: number) => pair?.[row] ?? '';
  const lookup = textLookup(2, textOf);
  expect(lookup.hashes[0]).toBe(lookup.hashes[1]);
  expect(rowsOfText(lookup, pair[0], textOf)).toEqual([0]);
  expect(rowsOfText(lookup, pair[1], textOf)).toEqual([1]);
});

// Test vectors of the FNV-1a specification (draft-eastlake-fnv), 32 bits.
it.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
])('hashes %j as FNV-1a does', (text, expected) => {
  expect(textHash(text)).toBe(expected);
});
