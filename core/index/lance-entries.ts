import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection, Index, Table as LanceTable } from '@lancedb/lancedb';
import {
  Bool,
  type Data,
  Field,
  Float64,
  List,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Uint32,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import { type FieldFilter, FieldSummary } from '#core/contract/search.ts';
import {
  countValue,
  type EntryFields,
  type FieldColumn,
  type FieldMap,
  type FieldSurvey,
  planFields,
  storedValue,
  summariseField,
  surveyFields,
  type ValueCounts,
} from './entry-fields.ts';
import { checkFilters } from './field-filter.ts';
import { conditionOf } from './field-filter-sql.ts';

const TABLE = 'entries';
const FIELDS_FILE = 'fields.json';
const ROWS_PER_BATCH = 8192;
/** Up to so many values a bitmap for each is smaller and faster than a sorted copy, says LanceDB's guide. */
const FEW_VALUES = 500;

const StoredFields = z.object({
  columns: z.array(
    z.object({ column: z.string().regex(/^f\d+$/), list: z.boolean(), summary: FieldSummary }),
  ),
  leftOut: z.array(z.object({ field: z.string(), why: z.enum(['nested', 'rare']) })),
});

type Progress = (done: number) => Promise<void>;

/**
 * Writes the fields of a collection's entries below `folder`: a LanceDB table with one indexed column for each field,
 * row n for entry n, and fields.json with what the columns mean. `progress` gets rows done.
 */
export async function writeEntries(
  folder: string,
  entries: readonly (EntryFields & { key: string })[],
  progress: Progress = async () => undefined,
): Promise<void> {
  const map = await planned(entries, progress);
  await mkdir(folder, { recursive: true });
  if (map.columns.length > 0) {
    await withConnection(folder, (connection, { Index }) =>
      writeTable(connection, entries, map.columns, Index, progress),
    );
  }
  await writeFile(join(folder, FIELDS_FILE), `${JSON.stringify(map, null, 1)}\n`);
}

async function planned(entries: readonly EntryFields[], progress: Progress): Promise<FieldMap> {
  const survey: FieldSurvey = new Map();
  for (const { rows } of chunksOf(entries)) {
    surveyFields(survey, rows);
    await progress(0);
  }
  const { columns, leftOut } = planFields(survey);
  for (const column of columns) {
    const counts: ValueCounts = new Map();
    for (const { rows } of chunksOf(entries)) {
      for (const entry of rows) countValue(counts, storedValue(column, entry));
      await progress(0);
    }
    column.summary = summariseField(column.summary, counts);
  }
  return { columns, leftOut };
}

function* chunksOf<Row>(rows: readonly Row[]): Generator<{ start: number; rows: readonly Row[] }> {
  for (let start = 0; start < rows.length; start += ROWS_PER_BATCH) {
    yield { start, rows: rows.slice(start, start + ROWS_PER_BATCH) };
  }
}

async function writeTable(
  connection: Connection,
  entries: readonly EntryFields[],
  columns: readonly FieldColumn[],
  kinds: typeof Index,
  progress: Progress,
): Promise<void> {
  const schema = new Schema([
    new Field('entry', new Uint32(), false),
    ...columns.map((column) => new Field(column.column, typeOf(column), true)),
  ]);
  const store = await connection.createEmptyTable(TABLE, schema, { mode: 'overwrite' });
  try {
    for (const { start, rows } of chunksOf(entries)) {
      await store.add(new Table([batchOf(schema, columns, rows, start)]));
      await progress(start + rows.length);
    }
    for (const column of columns) {
      await store.createIndex(column.column, { config: indexOf(column, kinds) });
      await progress(entries.length);
    }
  } finally {
    store.close();
  }
}

function typeOf({ list, summary: { type } }: FieldColumn) {
  if (list) return new List(new Field('item', new Utf8(), true));
  if (type === 'text') return new Utf8();
  return type === 'number' ? new Float64() : new Bool();
}

function indexOf({ list, summary: { type, distinct } }: FieldColumn, kinds: typeof Index): Index {
  if (list) return kinds.labelList();
  // Bitmaps of numbers with a fraction are not supported.
  return type !== 'number' && distinct <= FEW_VALUES ? kinds.bitmap() : kinds.btree();
}

function batchOf(
  schema: Schema,
  columns: readonly FieldColumn[],
  entries: readonly EntryFields[],
  start: number,
): RecordBatch {
  const { length } = entries;
  const numbers = Uint32Array.from({ length }, (_, i) => start + i);
  const children: Data[] = [makeData({ type: new Uint32(), data: numbers })];
  for (const column of columns) {
    const values = entries.map((entry) => storedValue(column, entry));
    const [data] = vectorFromArray(values, typeOf(column)).data;
    if (data === undefined) throw new Error('Arrow made no data for a column of fields.');
    children.push(data);
  }
  const type = new Struct(schema.fields);
  return new RecordBatch(schema, makeData({ type, length, nullCount: 0, children }));
}

/** What `writeEntries` noted of the fields; no columns where there is no such file. Throws DAMAGED. */
export async function readFields(folder: string): Promise<FieldMap> {
  const path = join(folder, FIELDS_FILE);
  try {
    return StoredFields.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    // Written by a version that came before filters.
    if (isMissing(cause)) return { columns: [], leftOut: [] };
    throw damaged(path, cause);
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * [entries] 1 where all filters hold. Throws BAD_INPUT as checkFilters does, and DAMAGED where the table cannot be read.
 */
export async function admittedEntries(
  folder: string,
  filters: readonly FieldFilter[],
  entries: number,
): Promise<Uint8Array> {
  const checked = checkFilters(filters, (await readFields(folder)).columns);
  if (checked.length === 0) return new Uint8Array(entries).fill(1);
  const admitted = new Uint8Array(entries);
  try {
    await withConnection(folder, async (connection) => {
      const store = await connection.openTable(TABLE);
      try {
        await mark(admitted, store, conditionOf(checked));
      } finally {
        store.close();
      }
    });
  } catch (cause) {
    throw damaged(join(folder, `${TABLE}.lance`), cause);
  }
  return admitted;
}

async function mark(admitted: Uint8Array, store: LanceTable, condition: string): Promise<void> {
  for await (const batch of store.query().where(condition).select(['entry'])) {
    const numbers = batch.getChild('entry')?.toArray() as Uint32Array;
    for (const entry of numbers) admitted[entry] = 1;
  }
}

/** LanceDB is loaded on first use, so that a face that never opens a version does not pay for it. */
async function withConnection<Result>(
  folder: string,
  work: (connection: Connection, lancedb: typeof import('@lancedb/lancedb')) => Promise<Result>,
): Promise<Result> {
  const lancedb = await import('@lancedb/lancedb');
  const connection = await lancedb.connect(folder);
  try {
    return await work(connection, lancedb);
  } finally {
    connection.close();
  }
}

function damaged(file: string, cause: unknown): PlumblineError {
  const message = 'The fields of the entries cannot be read from this index.';
  const remedy = 'Rebuild the index: plumbline versions rebuild WORKSPACE VERSION.';
  return new PlumblineError('DAMAGED', message, { file, remedy }, { cause });
}
