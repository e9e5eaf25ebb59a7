import { join } from 'node:path';
import type { Table as LanceTable } from '@lancedb/lancedb';
import { PlumblineError } from '#core/contract/errors.ts';

const TABLE = 'terms';
/** Of the cache; what LanceDB knows of files and columns takes little. */
const METADATA_SHARE = 1 / 8;

/** The vectors of a table that `writeTerms` wrote, for searching. */
export interface VectorTable {
  folder: string;
  rows: number;
  dimensions: number;
  store: LanceTable;
  close(): void;
}

export interface OpenVectorsOptions {
  rows: number;
  dimensions: number;
  /** Most that LanceDB keeps in memory between searches; left to itself it takes 7 GB. */
  cacheBytes: number;
}

/** Opens the table. Throws DAMAGED where it cannot be read or does not have `rows` vectors of so many dimensions. */
export async function openVectorTable(
  folder: string,
  { rows, dimensions, cacheBytes }: OpenVectorsOptions,
): Promise<VectorTable> {
  // Loaded on first use, so that a face that never opens a version does not pay for it.
  const { connect, Session } = await import('@lancedb/lancedb');
  const metadata = Math.round(cacheBytes * METADATA_SHARE);
  const session = new Session(BigInt(Math.round(cacheBytes) - metadata), BigInt(metadata));
  const connection = await connect(folder, { session });
  try {
    const store = await connection.openTable(TABLE);
    await checkShape(store, rows, dimensions);
    const close = () => {
      store.close();
      connection.close();
    };
    return { folder, rows, dimensions, store, close };
  } catch (cause) {
    connection.close();
    throw damagedVectors(folder, cause);
  }
}

async function checkShape(store: LanceTable, rows: number, dimensions: number): Promise<void> {
  const found = await store.countRows();
  if (found !== rows) throw new Error(`There are ${found} vectors for ${rows} terms.`);
  const type = (await store.schema()).fields.find(({ name }) => name === 'vector')?.type;
  const width: unknown = type && 'listSize' in type ? type.listSize : undefined;
  if (width !== dimensions) throw new Error(`Vectors have ${width} dimensions, not ${dimensions}.`);
}

/** What to tell where the vectors cannot be read. */
export function damagedVectors(folder: string, cause: unknown): PlumblineError {
  return new PlumblineError(
    'DAMAGED',
    'The vectors of this index cannot be read.',
    { file: join(folder, `${TABLE}.lance`), remedy: 'Rebuild the index of this version.' },
    { cause },
  );
}
