import type { Table as LanceTable } from '@lancedb/lancedb';
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
import { PlumblineError } from '#core/contract/errors.ts';
import { releaseBatches } from './lance-memory.ts';
import type { TermTable } from './term-table.ts';

const TABLE = 'terms';
const ROWS_PER_BATCH = 8192;
/** Where memory matters more than time. */
const ROWS_PER_VECTOR_PIECE = 512;
const BYTES_THAT_WAIT = 2 ** 22;

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

/** Opens the table for reading, and closes it. */
async function withTerms<Result>(
  folder: string,
  read: (store: LanceTable) => Promise<Result>,
): Promise<Result> {
  const connection = await connect(folder);
  try {
    const store = await connection.openTable(TABLE);
    try {
      return await read(store);
    } finally {
      store.close();
    }
  } finally {
    connection.close();
  }
}

/** The vectors of a table that `writeTerms` wrote, [rows × dimensions]. */
export function readVectors(folder: string, dimensions: number): Promise<Float32Array> {
  return withTerms(folder, async (store) => {
    const vectors = new Float32Array((await store.countRows()) * dimensions);
    for await (const batch of store.query().select(['row', 'vector'])) {
      fillVectors(vectors, batch, dimensions);
    }
    return vectors;
  });
}

/** Some rows of a version, in their order. */
export interface TermPiece {
  /** Number of the first row. */
  first: number;
  /** [rows] each. */
  keys: string[];
  terms: string[];
  /** The query that each was learnt from; null for the dictionary's own. */
  learntFrom: (string | null)[];
  /** [rows × dimensions] */
  vectors: Float32Array;
}

/** All rows of a table that `writeTerms` wrote, piece by piece in their order; memory for one piece. Throws DAMAGED. */
export const termPieces = (
  folder: string,
  dimensions: number,
  rowsPerPiece = ROWS_PER_BATCH,
): AsyncGenerator<TermPiece> =>
  inPieces(folder, rowsPerPiece, (store, first, count) =>
    readPiece(store, first, count, dimensions),
  );

/**
 * The vectors alone, [rows × dimensions] a piece, in the order of the rows; a piece is good until the next one is asked
 * for. Throws DAMAGED.
 */
export function vectorPieces(folder: string, dimensions: number): AsyncGenerator<Float32Array> {
  const room = new Float32Array(ROWS_PER_VECTOR_PIECE * dimensions);
  // What others have left is given back first.
  let waiting = BYTES_THAT_WAIT;
  return inPieces(folder, ROWS_PER_VECTOR_PIECE, async (store, first, count) => {
    const vectors = room.subarray(0, count * dimensions);
    let found = 0;
    const query = store.query().offset(first).limit(count).select(['row', 'vector']);
    for await (const batch of query) {
      fillVectors(vectors, batch, dimensions, first);
      found += batch.numRows;
    }
    checkFound(found, count);
    waiting += vectors.byteLength;
    if (waiting >= BYTES_THAT_WAIT) {
      releaseBatches();
      waiting = 0;
    }
    return vectors;
  });
}

async function* inPieces<Piece>(
  folder: string,
  rowsPerPiece: number,
  read: (store: LanceTable, first: number, count: number) => Promise<Piece>,
): AsyncGenerator<Piece> {
  const connection = await connect(folder);
  try {
    const store = await connection.openTable(TABLE);
    try {
      const rows = await store.countRows();
      for (let first = 0; first < rows; first += rowsPerPiece) {
        yield await read(store, first, Math.min(rowsPerPiece, rows - first));
      }
    } finally {
      store.close();
    }
  } finally {
    connection.close();
  }
}

const rowsFrom = (first: number, count: number) => `row >= ${first} AND row < ${first + count}`;

function checkFound(found: number, wanted: number): void {
  if (found === wanted) return;
  throw new PlumblineError('DAMAGED', `The index lacks ${wanted - found} of its rows.`, {
    remedy: 'Rebuild the index of this version.',
  });
}

async function readPiece(
  store: LanceTable,
  first: number,
  count: number,
  dimensions: number,
): Promise<TermPiece> {
  const piece: TermPiece = {
    first,
    keys: new Array<string>(count),
    terms: new Array<string>(count),
    learntFrom: new Array<string | null>(count).fill(null),
    vectors: new Float32Array(count * dimensions),
  };
  const wanted = rowsFrom(first, count);
  let found = 0;
  const columns = ['row', 'key', 'term', 'learnt_from', 'vector'];
  for await (const batch of store.query().where(wanted).select(columns)) {
    fillVectors(piece.vectors, batch, dimensions, first);
    const numbers = batch.getChild('row')?.toArray() as Uint32Array;
    const [keys, terms, learnt] = ['key', 'term', 'learnt_from'].map((name) =>
      batch.getChild(name),
    );
    numbers.forEach((row, i) => {
      piece.keys[row - first] = String(keys?.get(i) ?? '');
      piece.terms[row - first] = String(terms?.get(i) ?? '');
      piece.learntFrom[row - first] = sourceText(learnt?.get(i));
    });
    found += numbers.length;
  }
  checkFound(found, count);
  return piece;
}

/** The rows of a table that `writeTerms` wrote, without their vectors. */
export function readTermRows(
  folder: string,
): Promise<Pick<TermTable, 'terms' | 'entryOf' | 'learntFrom'> & { rowKeys: string[] }> {
  return withTerms(folder, async (store) => {
    const rows = await store.countRows();
    const table = {
      terms: new Array<string>(rows),
      entryOf: new Uint32Array(rows),
      learntFrom: new Array<string | null>(rows).fill(null),
      rowKeys: new Array<string>(rows),
    };
    const columns = ['row', 'key', 'entry', 'term', 'learnt_from'];
    for await (const batch of store.query().select(columns)) fillRows(table, batch);
    return table;
  });
}

function fillRows(table: Awaited<ReturnType<typeof readTermRows>>, batch: RecordBatch): void {
  const numbers = batch.getChild('row')?.toArray() as Uint32Array;
  const entries = batch.getChild('entry')?.toArray() as Uint32Array;
  const [keys, terms, learnt] = ['key', 'term', 'learnt_from'].map((name) => batch.getChild(name));
  numbers.forEach((row, i) => {
    table.entryOf[row] = entries[i] as number;
    table.rowKeys[row] = String(keys?.get(i) ?? '');
    table.terms[row] = String(terms?.get(i) ?? '');
    table.learntFrom[row] = sourceText(learnt?.get(i));
  });
}

const sourceText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** `origin` is the row that `vectors` begins with. */
function fillVectors(
  vectors: Float32Array,
  batch: RecordBatch,
  dimensions: number,
  origin = 0,
): void {
  const numbers = batch.getChild('row')?.toArray() as Uint32Array;
  const list = batch.getChild('vector')?.data[0];
  const values = list?.children[0]?.values as Float32Array;
  const start = (list?.offset ?? 0) * dimensions;
  const first = numbers[0];
  if (first === undefined) return;
  const used = values.subarray(start, start + numbers.length * dimensions);
  // As they were written: one copy for the whole batch.
  if (numbers.at(-1) === first + numbers.length - 1)
    vectors.set(used, (first - origin) * dimensions);
  else
    numbers.forEach((row, i) => {
      const into = (row - origin) * dimensions;
      vectors.set(used.subarray(i * dimensions, (i + 1) * dimensions), into);
    });
}
