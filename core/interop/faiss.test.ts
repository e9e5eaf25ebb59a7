import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RangeReader } from '#core/platform/files.ts';
import { type FaissShape, faissBytes, faissIndex, openFaiss } from './faiss.ts';
import { faissMeta, parseFaissMeta } from './faiss-meta.ts';

/** Written by faiss 1.7.3; test/golden/README.md. */
const golden = JSON.parse(readFileSync('test/golden/faiss.json', 'utf8')) as {
  vectors: number[][];
  ids: number[];
  index_idmap_flat_l2_base64: string;
  index_flat_ip_base64: string;
};
const vectors = Float32Array.from(golden.vectors.flat());
const shape = { dimensions: 4, rows: 6 };
const L2: FaissShape = { metric: 'l2', ...shape };
const IP: FaissShape = { metric: 'inner-product', ...shape };

function readerOf(bytes: Uint8Array): RangeReader {
  return {
    size: bytes.length,
    async read(at, into) {
      const part = bytes.subarray(at, at + into.length);
      into.set(part);
      return part.length;
    },
    async close() {},
  };
}

async function* inPieces(all: Float32Array, rows: number, dimensions: number) {
  for (let at = 0; at < all.length; at += rows * dimensions)
    yield all.subarray(at, at + rows * dimensions);
}

async function written(
  of: FaissShape,
  all: Float32Array,
  ids: number[] | null,
  rowsPerPiece = 4,
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const bytes = faissIndex(of, inPieces(all, rowsPerPiece, of.dimensions), ids);
  for await (const piece of bytes) pieces.push(Uint8Array.from(piece));
  return Buffer.concat(pieces);
}

it('writes byte for byte what faiss writes', async () => {
  const withIds = await written(L2, vectors, golden.ids);
  expect(withIds.toString('base64')).toBe(golden.index_idmap_flat_l2_base64);
  const flat = await written(IP, vectors, null);
  expect(flat.toString('base64')).toBe(golden.index_flat_ip_base64);
  expect([faissBytes(L2, true), faissBytes(IP, false)]).toEqual([withIds.length, flat.length]);
});

it.each([
  ['index_idmap_flat_l2_base64', 'l2', golden.ids],
  ['index_flat_ip_base64', 'inner-product', null],
] as const)('reads %s of faiss', async (name, metric, ids) => {
  const bytes = Buffer.from(golden[name], 'base64');
  const index = await openFaiss(readerOf(bytes), 'index.faiss');
  expect(index).toMatchObject({ metric, ...shape });
  expect(index.ids && [...index.ids]).toEqual(ids);
  expect(await index.vectors(0, 6)).toEqual(vectors);
  expect(await index.vectors(2, 3)).toEqual(vectors.subarray(8, 20));
  await expect(index.vectors(4, 3)).rejects.toThrow(RangeError);
});

it('reads back whatever it wrote, in whatever pieces', async () => {
  const one = fc.record({
    dimensions: fc.integer({ min: 1, max: 9 }),
    rows: fc.integer({ min: 0, max: 20 }),
    metric: fc.constantFrom('l2' as const, 'inner-product' as const),
    perPiece: fc.integer({ min: 1, max: 7 }),
    withIds: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(one, async ({ perPiece, withIds, ...of }) => {
      const all = Float32Array.from({ length: of.rows * of.dimensions }, (_, i) => Math.sin(i));
      const ids = withIds ? Array.from({ length: of.rows }, (_, i) => 2 ** 40 + i) : null;
      const index = await openFaiss(readerOf(await written(of, all, ids, perPiece)), 'f');
      const found = await index.vectors(0, of.rows);
      return (
        found.join() === all.join() &&
        (index.ids ? [...index.ids].join() : null) === (ids?.join() ?? null)
      );
    }),
  );
});

it('will not write fewer vectors or ids than it says', async () => {
  await expect(written(L2, vectors.subarray(4), null)).rejects.toThrow('20 numbers came for 24');
  await expect(written(L2, vectors, [1, 2])).rejects.toThrow('2 ids came for 6 rows');
});

it('refuses every index with a cut, longer or altered frame, and names it', async () => {
  const whole = await written(L2, vectors, golden.ids);
  const frame = [0, 4, 8, 33, 37, 41, 45, 70, 74, 178, 179];
  const bad = [
    ...[0, 10, 60, whole.length - 1].map((length) => whole.subarray(0, length)),
    Buffer.concat([whole, Buffer.of(0)]),
    ...frame.map((at) => {
      const altered = Buffer.from(whole);
      altered[at] = (altered[at] ?? 0) ^ 0x7f;
      return altered;
    }),
  ];
  for (const bytes of bad) {
    await expect(openFaiss(readerOf(bytes), 'i.faiss')).rejects.toMatchObject({
      code: 'DAMAGED',
      detail: { file: 'i.faiss' },
    });
  }
  const notFinite = await written(L2, vectors.with(3, Number.NaN), null);
  const index = await openFaiss(readerOf(notFinite), 'i.faiss');
  await expect(index.vectors(0, 1)).rejects.toMatchObject({ code: 'DAMAGED' });
});

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

async function* lists<Value>(...all: Value[]) {
  yield* all;
}

it('writes and reads meta.json', async () => {
  const text = await textOf(faissMeta(lists(['a "b"', 'é'], [], ['a "b"'])));
  expect(parseFaissMeta(text, 'meta.json')).toEqual({
    int_ids: [0, 1, 2],
    orig_keys: ['a "b"', 'é', 'a "b"'],
  });
  const many = Array.from({ length: 20_000 }, (_, i) => `k${i}`);
  const { int_ids: ids } = parseFaissMeta(await textOf(faissMeta(lists(many))), 'm');
  expect([ids.length, ids[0], ids.at(-1)]).toEqual([20_000, 0, 19_999]);
  expect(parseFaissMeta(await textOf(faissMeta(lists([]))), 'm').int_ids).toEqual([]);
});

it.each(['', '{', '[]', '{"int_ids":[1],"orig_keys":[]}', '{"int_ids":["1"],"orig_keys":["a"]}'])(
  'refuses the meta.json %j',
  (text) => {
    expect(() => parseFaissMeta(text, 'meta.json')).toThrow('meta.json');
  },
);
