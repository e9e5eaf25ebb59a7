import { describe, expect, it } from 'vitest';
import type { RangeReader } from '#core/platform/files.ts';
import { readDirectory } from './read-directory.ts';
import { type ZipEntry, type ZipLayout, zipLayout } from './zip-layout.ts';

const GIB = 2 ** 30;

/** An archive of which only the structure is there; the files' bytes are zeros. */
function sparse(layout: ZipLayout): RangeReader {
  const pieces = [
    ...layout.entries.map(({ offset, header }) => ({ at: offset, bytes: header })),
    ...directoryPieces(layout),
    { at: layout.bytes - layout.end.length, bytes: layout.end },
  ];
  return {
    size: layout.bytes,
    async read(at, into) {
      into.fill(0);
      for (const { at: start, bytes } of pieces) {
        const from = Math.max(at, start);
        const to = Math.min(at + into.length, start + bytes.length);
        if (from < to) into.set(bytes.subarray(from - start, to - start), from - at);
      }
      return Math.min(into.length, layout.bytes - at);
    },
    close: async () => {},
  };
}

function directoryPieces({ entries, directoryOffset }: ZipLayout) {
  let at = directoryOffset;
  return entries.map(({ record }) => {
    const here = { at, bytes: record };
    at += record.length;
    return here;
  });
}

const entry = (name: string, size: number, crc32 = 7): ZipEntry => ({ name, size, crc32 });

describe('the layout of an archive', () => {
  it('is the one that the specification gives for two small files', () => {
    const { entries, end, bytes } = zipLayout([entry('a', 3, 0x01020304), entry('é/b', 0)]);
    expect(Buffer.from(entries[0]?.header ?? []).toString('hex')).toBe(
      `504b0304${'1400'}${'0008'}${'0000'}${'0000'}${'2100'}${'04030201'}${'03000000'}${'03000000'}${'0100'}${'0000'}61`,
    );
    expect(Buffer.from(entries[1]?.record ?? []).toString('hex')).toBe(
      `504b0102${'1400'}${'1400'}${'0008'}${'0000'}${'0000'}${'2100'}${'07000000'}${'00000000'}${'00000000'}${'0400'}${'0000'}${'0000'}${'0000'}${'0000'}${'00000000'}${'22000000'}c3a92f62`,
    );
    expect(Buffer.from(end).toString('hex')).toBe(
      `504b0506${'0000'}${'0000'}${'0200'}${'0200'}${'61000000'}${'44000000'}${'0000'}`,
    );
    expect(bytes).toBe(34 + 34 + 0x61 + 22);
  });

  it('of nothing is an empty archive', () => {
    expect(zipLayout([])).toMatchObject({ entries: [], directoryOffset: 0, bytes: 22 });
  });

  it.each([
    ['small files', [entry('a', 1), entry('b', 2)], 0],
    ['a file of just under 4 GiB', [entry('a', 4 * GIB - 100)], 0],
    ['a file of 4 GiB', [entry('a', 4 * GIB), entry('b', 1)], 76],
    ['files of 7 GiB together', [entry('a', 3 * GIB), entry('b', 3 * GIB), entry('c', GIB)], 76],
    ['65,534 files', Array.from({ length: 65_534 }, (_, i) => entry(`f${i}`, 0)), 0],
    ['70,000 files', Array.from({ length: 70_000 }, (_, i) => entry(`f${i}`, 0)), 76],
  ])('is read back for %s', async (_, entries, zip64) => {
    const layout = zipLayout(entries);
    expect(layout.end.length).toBe(22 + zip64);
    const found = await readDirectory(sparse(layout), 'x.zip');
    expect(found.entries).toEqual(entries);
    expect(found.bytes.length).toBe(layout.directoryBytes);
  });

  it('writes sizes and places in ZIP64 fields only where they do not fit', () => {
    const { entries } = zipLayout([entry('a', 5 * GIB), entry('b', 1), entry('c', 5 * GIB)]);
    const extra = entries.map(({ header, record }) => [header.length - 31, record.length - 47]);
    expect(extra).toEqual([
      [20, 20],
      [0, 12],
      [20, 28],
    ]);
    const view = (bytes: Uint8Array) => new DataView(bytes.buffer);
    const last = entries[2];
    expect(view(last?.record ?? new Uint8Array()).getBigUint64(47 + 4, true)).toBe(BigInt(5 * GIB));
    expect(view(last?.record ?? new Uint8Array()).getBigUint64(47 + 20, true)).toBe(
      BigInt(last?.offset ?? 0),
    );
  });
});
