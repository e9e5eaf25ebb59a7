import { parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import { embeddingAtlas } from './embedding-atlas.ts';
import { parquetTextVectors } from './parquet-vectors.ts';
import { projectorMetadata, projectorVectors } from './projector.ts';
import { readSafetensors } from './safetensors.ts';
import { safetensorsStream, wholeTensor } from './safetensors-stream.ts';
import { rowsJsonl, safetensorsVectors } from './safetensors-vectors.ts';
import { splinkLabels } from './splink-labels.ts';
import type { TermRows } from './term-rows.ts';

const DIMENSIONS = 3;
const PIECES: TermRows[] = [
  {
    keys: ['a "1"', 'é'],
    terms: ['one\ttab', 'two\nlines'],
    vectors: Float32Array.of(0.1, -1, 1e-8, 0, 0.5, 3),
  },
  { keys: ['a "1"'], terms: [''], vectors: Float32Array.of(-0.25, 1e-30, 1 / 3) },
];
const all = Float32Array.from(PIECES.flatMap(({ vectors }) => [...vectors]));

async function* listed<Value>(values: Iterable<Value>) {
  yield* values;
}

async function bytesOf(pieces: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(Buffer.from(piece));
  return new Uint8Array(Buffer.concat(parts));
}

const textOf = async (pieces: AsyncIterable<Uint8Array | string>) =>
  Buffer.from(await bytesOf(pieces)).toString('utf8');

/** Its bytes as an ArrayBuffer of their own, as hyparquet wants them. */
const bufferOf = (bytes: Uint8Array) => Uint8Array.from(bytes).buffer;

it('safetensors: every vector comes back bit for bit, beside its key and term', async () => {
  const shape = { rows: 3, dimensions: DIMENSIONS };
  const bytes = await bytesOf(safetensorsVectors(shape, listed(PIECES), { metric: 'cosine' }));
  expect(readSafetensors(bytes, 'f').get('vectors')).toEqual({ shape: [3, 3], data: all });
  expect(Buffer.from(bytes).toString('latin1')).toContain('"metric":"cosine"');
  const rows = (await textOf(rowsJsonl(listed(PIECES)))).trim().split('\n');
  expect(rows.map((row) => JSON.parse(row))).toEqual([
    { key: 'a "1"', term: 'one\ttab' },
    { key: 'é', term: 'two\nlines' },
    { key: 'a "1"', term: '' },
  ]);
});

it('safetensors: tensors of both types come back, and one of another length is refused', async () => {
  const tensors = {
    wide: wholeTensor([2], Float64Array.of(Math.PI, -1)),
    narrow: wholeTensor([1, 2], Float32Array.of(1, 2)),
  };
  const read = readSafetensors(await bytesOf(safetensorsStream(tensors)), 'f');
  expect(read.get('wide')).toEqual({ shape: [2], data: Float64Array.of(Math.PI, -1) });
  expect(read.get('narrow')).toEqual({ shape: [1, 2], data: Float32Array.of(1, 2) });
  const wrong = safetensorsStream({ a: wholeTensor([3], Float32Array.of(1)) });
  await expect(bytesOf(wrong)).rejects.toThrow('"a" is not as long');
});

it('Parquet: keys, terms and vectors come back', async () => {
  const rows = PIECES.map(({ keys, terms, vectors }) => ({ texts: [keys, terms], vectors }));
  const bytes = await bytesOf(parquetTextVectors(['key', 'term'], listed(rows), DIMENSIONS));
  const read = await parquetReadObjects({ file: bufferOf(bytes) });
  expect(read).toHaveLength(3);
  expect(read.map(({ key, term }) => [key, term])).toEqual(
    PIECES.flatMap(({ keys, terms }) => keys.map((key, i) => [key, terms[i]])),
  );
  expect(read.flatMap(({ vector }) => [...vector])).toEqual([...all]);
});

it('TensorBoard: numbers come back to the last bit, and a cell parts no column and no line', async () => {
  const lines = (await textOf(projectorVectors(listed(PIECES), DIMENSIONS))).trim().split('\n');
  const numbers = lines.flatMap((line) =>
    line.split('\t').map((cell) => Math.fround(Number(cell))),
  );
  expect([lines.length, Float32Array.from(numbers)]).toEqual([3, all]);
  expect(await textOf(projectorMetadata(listed(PIECES)))).toBe(
    'term\tkey\none tab\ta "1"\ntwo lines\té\n–\ta "1"\n',
  );
});

it('Splink: a label for each judgment, the grade or 1 and 0 as its score', () => {
  const text = [
    ...splinkLabels([
      { query: 'a, "b"', key: 'k', verdict: 'yes' },
      { query: 'c', key: 'k', verdict: 'no' },
      { query: 'd', key: 'k', verdict: 'yes', grade: 0.75 },
    ]),
  ].join('');
  expect(text).toBe(
    'source_dataset_l,unique_id_l,source_dataset_r,unique_id_r,clerical_match_score\n' +
      'queries,"a, ""b""",dictionary,k,1\nqueries,c,dictionary,k,0\nqueries,d,dictionary,k,0.75\n',
  );
  expect([...splinkLabels([])].join('')).toMatch(/^source_dataset_l.*\n$/);
});

it('Embedding Atlas: places, fields and neighbours come back; a field gives way to its columns', async () => {
  const columns = [
    { name: 'text', type: 'text' as const },
    { name: 'wage', type: 'number' as const },
  ];
  const rows = [
    {
      key: 'a',
      text: 'A',
      fields: ['f', 2.5],
      x: 1,
      y: -1,
      neighbours: { ids: [1], distances: [0.5] },
    },
    { key: 'b', text: 'B', fields: [null, null], x: 0, y: 2, neighbours: null },
  ];
  const bytes = await bytesOf(embeddingAtlas(columns, listed(rows)));
  expect(await parquetReadObjects({ file: bufferOf(bytes) })).toEqual([
    {
      ...{ key: 'a', text: 'A', text_2: 'f', wage: 2.5, projection_x: 1, projection_y: -1 },
      neighbors: { ids: [1], distances: [0.5] },
    },
    {
      ...{ key: 'b', text: 'B', projection_x: 0, projection_y: 2 },
      ...{ text_2: null, wage: null },
    },
  ]);
});
