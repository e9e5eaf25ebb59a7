import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';

/** What a column of a written table holds; any value may be null. */
export interface ParquetColumn {
  name: string;
  /**
   * `integer` takes bigints, `timestamp` and `date` take Dates, `json` takes what JSON can write, `neighbours` takes
   * `{ids, distances}`, two lists of numbers of one length.
   */
  type: 'text' | 'integer' | 'number' | 'boolean' | 'timestamp' | 'date' | 'json' | 'neighbours';
}

/** Of one row, in the order of the columns. */
export type ParquetValue = string | number | bigint | boolean | Date | object | null;

const ELEMENTS: Record<
  Exclude<ParquetColumn['type'], 'neighbours'>,
  Omit<SchemaElement, 'name'>
> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  date: { type: 'INT32', converted_type: 'DATE' },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON' },
};

/** A row group ends after so many rows, or after rows with so many characters. */
const ROWS_PER_GROUP = 16_384;
const CHARACTERS_PER_GROUP = 2 ** 24;

/**
 * A Parquet file, compressed with Snappy, in pieces of a row group each; memory for one of them. A piece is good until the
 * next one is asked for. Source: Apache Parquet's format, https://parquet.apache.org/docs/file-format/
 */
export async function* parquetTable(
  columns: readonly ParquetColumn[],
  rows: AsyncIterable<readonly ParquetValue[]>,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const schema: SchemaElement[] = [
    { name: 'schema', num_children: columns.length },
    ...columns.flatMap(elementsOf),
  ];
  const file = new ParquetWriter({ writer, schema, createdBy: 'plumbline' });
  for await (const group of groupsOf(rows)) {
    const columnData = columns.map(({ name }, place) => ({
      name,
      data: group.map((row) => row[place] ?? null),
    }));
    await file.write({ columnData, rowGroupSize: group.length });
    yield takeBytes(writer);
  }
  await file.finish();
  yield takeBytes(writer);
}

function elementsOf({ name, type }: ParquetColumn): SchemaElement[] {
  if (type !== 'neighbours') return [{ name, ...ELEMENTS[type], repetition_type: 'OPTIONAL' }];
  return [
    { name, repetition_type: 'OPTIONAL', num_children: 2 },
    ...listOf('ids', 'INT32'),
    ...listOf('distances', 'DOUBLE'),
  ];
}

const listOf = (name: string, type: 'INT32' | 'DOUBLE'): SchemaElement[] => [
  { name, repetition_type: 'REQUIRED', converted_type: 'LIST', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', type, repetition_type: 'REQUIRED' },
];

async function* groupsOf(
  rows: AsyncIterable<readonly ParquetValue[]>,
): AsyncGenerator<(readonly ParquetValue[])[]> {
  let group: (readonly ParquetValue[])[] = [];
  let characters = 0;
  for await (const row of rows) {
    group.push(row);
    for (const value of row) characters += typeof value === 'string' ? value.length : 8;
    if (group.length < ROWS_PER_GROUP && characters < CHARACTERS_PER_GROUP) continue;
    yield group;
    group = [];
    characters = 0;
  }
  if (group.length > 0) yield group;
}

/** What was written since the last call; the writer's offsets go on counting. */
function takeBytes(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes();
  writer.index = 0;
  return bytes;
}
