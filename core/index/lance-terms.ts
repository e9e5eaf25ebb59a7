import {
  Field,
  FixedSizeList,
  Float32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Uint32,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import type { TermTable } from './term-table.ts';

const TABLE = 'terms';
const ROWS_PER_BATCH = 8192;

/** Loaded on first use, so that a face that never opens a version does not pay for it. */
async function connect(folder: string) {
  const lancedb = await import('@lancedb/lancedb');
  return lancedb.connect(folder);
}

function schemaOf(dimensions: number): Schema {
  return new Schema([
    new Field('row', new Uint32(), false),
    new Field('key', new Utf8(), false),
    new Field('entry', new Uint32(), false),
    new Field('term', new Utf8(), false),
    new Field('learnt_from', new Utf8(), true),
    new Field('vector', vectorType(dimensions), false),
  ]);
}

const vectorType = (dimensions: number) =>
  new FixedSizeList(dimensions, new Field('item', new Float32(), true));

function batchOf(table: TermTable, schema: Schema, start: number, end: number): RecordBatch {
  const { dimensions } = table;
  const length = end - start;
  const values = makeData({
    type: new Float32(),
    data: table.vectors.subarray(start * dimensions, end * dimensions),
  });
  const entries = table.entryOf.subarray(start, end);
  const keys = Array.from(entries, (entry) => table.keys[entry] ?? '');
  const children = [
    makeData({ type: new Uint32(), data: Uint32Array.from({ length }, (_, i) => start + i) }),
    textData(keys),
    makeData({ type: new Uint32(), data: entries }),
    textData(table.terms.slice(start, end)),
    textData(table.learntFrom.slice(start, end)),
    makeData({ type: vectorType(dimensions), length, nullCount: 0, child: values }),
  ];
  const data = makeData({ type: new Struct(schema.fields), length, nullCount: 0, children });
  return new RecordBatch(schema, data);
}

function textData(values: (string | null)[]) {
  const [data] = vectorFromArray(values, new Utf8()).data;
  if (data === undefined) throw new Error('Arrow made no data for a text column.');
  return data;
}

/** Writes all terms with their vectors as a LanceDB table below `folder`. `progress` gets rows done. */
export async function writeTerms(
  folder: string,
  table: TermTable,
  progress?: (done: number) => Promise<void>,
): Promise<void> {
  const connection = await connect(folder);
  try {
    const schema = schemaOf(table.dimensions);
    const store = await connection.createEmptyTable(TABLE, schema, { mode: 'overwrite' });
    try {
      for (let start = 0; start < table.terms.length; start += ROWS_PER_BATCH) {
        const end = Math.min(start + ROWS_PER_BATCH, table.terms.length);
        await store.add(new Table([batchOf(table, schema, start, end)]));
        await progress?.(end);
      }
    } finally {
      store.close();
    }
  } finally {
    connection.close();
  }
}

/** Reads a table that `writeTerms` wrote; `keys` gives the entries their numbers. */
export async function readTerms(
  folder: string,
  keys: string[],
  dimensions: number,
): Promise<TermTable> {
  const connection = await connect(folder);
  try {
    const store = await connection.openTable(TABLE);
    try {
      const rows = await store.countRows();
      const table: TermTable = {
        keys,
        terms: new Array<string>(rows),
        entryOf: new Uint32Array(rows),
        learntFrom: new Array<string | null>(rows).fill(null),
        vectors: new Float32Array(rows * dimensions),
        dimensions,
      };
      for await (const batch of store.query()) fill(table, batch);
      return table;
    } finally {
      store.close();
    }
  } finally {
    connection.close();
  }
}

function fill(table: TermTable, batch: RecordBatch): void {
  const numbers = batch.getChild('row')?.toArray() as Uint32Array;
  const entries = batch.getChild('entry')?.toArray() as Uint32Array;
  const terms = batch.getChild('term');
  const learnt = batch.getChild('learnt_from');
  const list = batch.getChild('vector')?.data[0];
  const values = list?.children[0]?.values as Float32Array;
  const start = (list?.offset ?? 0) * table.dimensions;
  for (let i = 0; i < batch.numRows; i += 1) {
    const row = numbers[i] as number;
    table.entryOf[row] = entries[i] as number;
    table.terms[row] = String(terms?.get(i) ?? '');
    const source: unknown = learnt?.get(i);
    table.learntFrom[row] = typeof source === 'string' ? source : null;
    const from = start + i * table.dimensions;
    table.vectors.set(values.subarray(from, from + table.dimensions), row * table.dimensions);
  }
}
