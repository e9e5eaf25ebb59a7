import type { ColumnChunk } from 'hyparquet';
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { writeColumn } from 'hyparquet-writer/src/column.js';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import type { VectorRows } from './vector-rows.ts';

const textColumn = (name: string): SchemaElement => ({
  name,
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  repetition_type: 'REQUIRED',
});
const VECTOR: SchemaElement[] = [
  { name: 'vector', repetition_type: 'REQUIRED', converted_type: 'LIST', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', type: 'FLOAT', repetition_type: 'REQUIRED' },
];

/** Numbers in a row group: 4 MB. */
const NUMBERS_PER_GROUP = 2 ** 20;

/** Some rows of a table of texts and vectors. */
export interface TextVectorRows {
  /** [columns][rows] */
  texts: readonly (readonly string[])[];
  /** [rows × dimensions], row-major. */
  vectors: Float32Array;
}

/** A Parquet file `{id: string, vector: list<float>}` as `parquetTextVectors` writes it. */
export function parquetVectors(
  rows: AsyncIterable<VectorRows>,
  dimensions: number,
): AsyncGenerator<Uint8Array> {
  return parquetTextVectors(['id'], withTexts(rows), dimensions);
}

async function* withTexts(rows: AsyncIterable<VectorRows>): AsyncGenerator<TextVectorRows> {
  for await (const { ids, vectors } of rows) yield { texts: [ids], vectors };
}

/**
 * A Parquet file of columns of texts and a last one, `vector: list<float>`, uncompressed because vectors do not compress, in
 * pieces of a row group each. Every vector has `dimensions` numbers. A piece is good until the next one is asked for.
 * Source: Apache Parquet's format, https://parquet.apache.org/docs/file-format/
 */
export async function* parquetTextVectors(
  columns: readonly string[],
  rows: AsyncIterable<TextVectorRows>,
  dimensions: number,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const root = { name: 'schema', num_children: columns.length + 1 };
  const schema = [root, ...columns.map(textColumn), ...VECTOR];
  const file = new ParquetWriter({
    ...{ writer, schema, codec: 'UNCOMPRESSED', createdBy: 'plumbline' },
  });
  const most = Math.max(1, Math.floor(NUMBERS_PER_GROUP / dimensions));
  for await (const { texts, vectors } of rows) {
    const count = vectors.length / dimensions;
    for (let first = 0; first < count; first += most) {
      const last = Math.min(count, first + most);
      const numbers = vectors.subarray(first * dimensions, last * dimensions);
      const named = columns.map((name, column) => ({
        name,
        values: (texts[column] ?? []).slice(first, last),
      }));
      writeGroup(file, named, numbers, dimensions);
      yield takeBytes(writer);
    }
  }
  await file.finish();
  yield takeBytes(writer);
}

/** What was written since the last call; the writer's offsets go on counting. */
function takeBytes(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes();
  writer.index = 0;
  return bytes;
}

interface NamedTexts {
  name: string;
  values: string[];
}

/** A row group as `ParquetWriter.write` would write it, which takes half a minute for a million vectors. */
function writeGroup(
  file: ParquetWriter,
  texts: readonly NamedTexts[],
  vectors: Float32Array,
  dimensions: number,
): void {
  const start = file.writer.offset;
  const columns = [
    ...texts.map((column) => writeTexts(file, column)),
    writeVectors(file, vectors, dimensions),
  ];
  const sizes = columns.map(({ meta_data }) => meta_data?.total_uncompressed_size ?? 0n);
  const rows = BigInt(vectors.length / dimensions);
  file.num_rows += rows;
  file.row_groups.push({
    columns,
    num_rows: rows,
    total_byte_size: sizes.reduce((sum, size) => sum + size, 0n),
    total_compressed_size: BigInt(file.writer.offset - start),
  });
}

function writeTexts({ writer, schema }: ParquetWriter, { name, values }: NamedTexts): ColumnChunk {
  const element = textColumn(name);
  const column = {
    ...{ element, schemaPath: [...schema.slice(0, 1), element], columnName: name },
    ...({ codec: 'UNCOMPRESSED', compressors: {}, encoding: 'PLAIN' } as const),
    ...{ pageSize: 2 ** 20, stats: false, columnIndex: false, offsetIndex: false },
  };
  const levels = { definitionLevels: [], repetitionLevels: [], maxDefinitionLevel: 0 };
  return writeColumn({ writer, column, pageData: { values, ...levels } }).chunk;
}

/** One page: the levels, and the numbers as they lie in memory, which is little-endian wherever this runs. */
function writeVectors(
  { writer }: ParquetWriter,
  vectors: Float32Array,
  dimensions: number,
): ColumnChunk {
  const start = writer.offset;
  const repetitions = repetitionLevels(vectors.length / dimensions, dimensions);
  const definitions = runOf(1, vectors.length);
  const size = repetitions.length + definitions.length + vectors.byteLength;
  writePageHeader(writer, {
    type: 'DATA_PAGE_V2',
    uncompressed_page_size: size,
    compressed_page_size: size,
    data_page_header_v2: {
      num_values: vectors.length,
      num_nulls: 0,
      num_rows: vectors.length / dimensions,
      encoding: 'PLAIN',
      definition_levels_byte_length: definitions.length,
      repetition_levels_byte_length: repetitions.length,
      is_compressed: false,
    },
  });
  writer.appendBytes(repetitions);
  writer.appendBytes(definitions);
  writer.appendBytes(new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength));
  const bytes = BigInt(writer.offset - start);
  return {
    file_offset: BigInt(start),
    meta_data: {
      ...{ type: 'FLOAT', encodings: ['PLAIN', 'RLE'], codec: 'UNCOMPRESSED' },
      path_in_schema: VECTOR.map(({ name }) => name),
      num_values: BigInt(vectors.length),
      ...{ total_uncompressed_size: bytes, total_compressed_size: bytes },
      data_page_offset: BigInt(start),
    },
  };
}

/** 0 where a row begins, 1 at its other numbers. */
function repetitionLevels(rows: number, dimensions: number): Uint8Array {
  const row = [...runOf(0, 1), ...(dimensions > 1 ? runOf(1, dimensions - 1) : [])];
  const levels = new Uint8Array(rows * row.length);
  for (let start = 0; start < levels.length; start += row.length) levels.set(row, start);
  return levels;
}

/** A run of one level in the RLE of the format: twice its length as a varint, then the level. */
function runOf(level: 0 | 1, length: number): Uint8Array {
  const bytes: number[] = [];
  let left = 2 * length;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) + 0x80);
  return Uint8Array.of(...bytes, left, level);
}
