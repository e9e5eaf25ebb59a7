import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { jsonlVectors } from './jsonl-vectors.ts';
import { parquetVectors } from './parquet-vectors.ts';
import type { VectorRows } from './vector-rows.ts';

const NAUGHTY = ['', '"', '\\', 'a\nb', 'é😀', '\ud800', '\u0000', '1e5', 'null', '\u2028'];

async function* inWindows(rows: VectorRows, dimensions: number, size: number) {
  for (let first = 0; first < rows.ids.length; first += size) {
    const last = Math.min(rows.ids.length, first + size);
    yield {
      ids: rows.ids.slice(first, last),
      vectors: rows.vectors.slice(first * dimensions, last * dimensions),
    };
  }
}

function invented(count: number, dimensions: number): VectorRows {
  const random = seededRandom(7);
  const ids = Array.from({ length: count }, (_, n) => NAUGHTY[n] ?? `row ${n}`);
  return { ids, vectors: Float32Array.from({ length: count * dimensions }, () => random() - 0.5) };
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece.slice());
  return new Uint8Array(Buffer.concat(all));
}

const kept = (id: string) => new TextDecoder().decode(new TextEncoder().encode(id));

describe.each([
  ['one window', 50, 8, 50],
  ['windows of one row', 20, 3, 1],
  ['vectors of one number', 12, 1, 5],
  ['more rows than a row group', 5000, 300, 4000],
  ['no rows', 0, 4, 1],
])('%s', (_, count, dimensions, window) => {
  const rows = invented(count, dimensions);
  const stream = () => inWindows(rows, dimensions, window);
  const vectorOf = (n: number) => [...rows.vectors.subarray(n * dimensions, (n + 1) * dimensions)];

  it('comes back from Parquet', async () => {
    const bytes = await whole(parquetVectors(stream(), dimensions));
    const found = await parquetReadObjects({ file: bytes.buffer });
    expect(found.map(({ id }) => id)).toEqual(rows.ids.map(kept));
    for (const [n, { vector }] of found.entries()) expect(vector).toEqual(vectorOf(n));
  });

  it('comes back from JSON Lines', async () => {
    const text = new TextDecoder().decode(await whole(jsonlVectors(stream(), dimensions)));
    const found = text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    expect(found.map(({ id }) => id)).toEqual([...rows.ids]);
    for (const [n, { vector }] of found.entries()) {
      expect(vector.map(Math.fround)).toEqual(vectorOf(n));
    }
  });
});

it('has the schema that data frames know as a list of floats', async () => {
  const bytes = await whole(parquetVectors(inWindows(invented(9, 4), 4, 9), 4));
  const { children } = parquetSchema(parquetMetadata(bytes.buffer));
  expect(children.map(({ element }) => [element.name, element.converted_type])).toEqual([
    ['id', 'UTF8'],
    ['vector', 'LIST'],
  ]);
  expect(children[1]?.children[0]?.children[0]?.element).toMatchObject({ type: 'FLOAT' });
});
