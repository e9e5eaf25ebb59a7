import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatchIndex } from './match-index.ts';
import { fromTensors, type NumberTensor, toTensors } from './match-tensors.ts';
import { JOB_TITLES, LEARNT, type SmallDictionary, smallDictionary } from './testing.ts';

let dictionary: SmallDictionary;
let index: MatchIndex;
beforeAll(async () => {
  dictionary = await smallDictionary(JOB_TITLES, LEARNT);
  index = dictionary.index;
});
afterAll(() => index.scan.close());

const plain = (data: NumberTensor['data']): NumberTensor => ({ shape: [data.length], data });

it('comes back as it was', () => {
  const tensors = new Map(Object.entries(toTensors(dictionary.arrays)));
  expect(fromTensors(tensors, 'the file')).toEqual(dictionary.arrays);
});

describe('damaged arrays', () => {
  const edits: [string, (tensors: Record<string, NumberTensor>) => void][] = [
    ['one missing', (tensors) => delete tensors.entry_of],
    ['another type', (tensors) => (tensors.entry_of = plain(new Float32Array(3)))],
    ['one row too few', (tensors) => (tensors.entry_of = plain(new Uint32Array(1)))],
    ['an entry that is not there', ({ entry_of }) => entry_of?.data.fill(999)],
    ['a word that is not there', (tensors) => tensors['words.row_words.values']?.data.fill(9999)],
    ['offsets that fall', (tensors) => tensors['terms.offsets']?.data.set([5], 2)],
    ['a text that is cut', (tensors) => (tensors['terms.bytes'] = plain(new Uint8Array(3)))],
    ['a lookup that leads out', ({ 'equal.rows': rows }) => rows?.data.fill(5000)],
  ];
  it.each(edits)('are refused: %s', (_, edit) => {
    const tensors = structuredClone(toTensors(dictionary.arrays));
    edit(tensors);
    const read = () => fromTensors(new Map(Object.entries(tensors)), 'the file');
    expect(read).toThrowError(
      expect.objectContaining({
        code: 'DAMAGED',
        detail: expect.objectContaining({ file: 'the file' }),
      }),
    );
  });
});

describe('entryNumber', () => {
  it('finds every key, and no other', () => {
    for (let entry = 0; entry < index.entries; entry += 1) {
      expect(index.entryNumber(index.keyOf(entry))).toBe(entry);
    }
    for (const key of ['', 'a', 'swe-3', 'zz', '__proto__']) {
      expect(index.entryNumber(key)).toBeUndefined();
    }
  });

  it('has the rows of an entry, learnt ones last', () => {
    const rows = [...index.rowsOf(index.entryNumber('swe') ?? -1)];
    expect(rows.map(index.termOf)).toEqual([
      ...(JOB_TITLES.swe ?? []),
      'Coder',
      'Full Stack Developer',
    ]);
    expect(rows.map(index.learntFrom)).toEqual([null, null, null, 'coder', 'full stack developer']);
  });
});
