import { PlumblineError } from '#core/contract/errors.ts';
import { CANDIDATES, cacheBytesFor, probesFor } from './lance-ann-plan.ts';
import { type IndexRecord, readIndexRecord, recallAt } from './lance-ann-record.ts';
import { innerProducts, nearestRows, type Reach, readVectorsOf } from './lance-ann-search.ts';
import { damagedVectors, openVectorTable, type VectorTable } from './lance-ann-table.ts';
import { turns } from './lance-ann-turns.ts';
import type { RowScan, RowSimilarities } from './row-scan.ts';

/** Queries that LanceDB answers at once; between them others have their turn. */
const AT_ONCE = 4;

export interface ApproximateScanOptions {
  rows: number;
  dimensions: number;
  /** Share of the index that is looked through, [0, 1]: 0 is one partition, at 1 every vector is compared. */
  effort: number;
  /** Nearest rows that each query gets. */
  near?: number;
  /** Most that LanceDB keeps in memory between searches. */
  cacheBytes?: number;
}

/** A scan of vectors on the disk. */
export interface ApproximateScan extends RowScan {
  /** Vectors that `recall` was measured on; null where it was not. */
  sample: number | null;
  /** Why every vector is compared although less was asked for; null where the index does its work. */
  withoutIndex: string | null;
}

/**
 * Searches vectors on the disk through their approximate index; inner products are exact. Where the index is missing or
 * cannot be read, every vector is compared instead: exact, and slow. Throws DAMAGED where the vectors cannot be read.
 */
export async function openApproximateScan(
  folder: string,
  { rows, dimensions, effort, near = CANDIDATES, ...options }: ApproximateScanOptions,
): Promise<ApproximateScan> {
  const cacheBytes = options.cacheBytes ?? cacheBytesFor(rows, dimensions);
  const table = await openVectorTable(folder, { rows, dimensions, cacheBytes });
  try {
    const first = await reading(table, () => firstVector(table));
    const { record, withoutIndex } = effort >= 1 ? UNUSED : await usableIndex(table, first);
    const probes = record && probesFor(effort, record.partitions);
    return {
      ...{ rows, dimensions, withoutIndex, exact: record === null },
      recall: record && recallAt(record.recall, effort),
      sample: record?.sample ?? null,
      ...scanning(table, { near, probes }),
    };
  } catch (error) {
    table.close();
    throw error;
  }
}

interface UsableIndex {
  record: IndexRecord | null;
  withoutIndex: string | null;
}

const UNUSED: UsableIndex = { record: null, withoutIndex: null };

async function usableIndex(table: VectorTable, query: Float32Array): Promise<UsableIndex> {
  if (table.rows === 0) return UNUSED;
  try {
    const record = await readIndexRecord(table.folder);
    if (record === null || !(await isIndexed(table, record)))
      return { record: null, withoutIndex: 'There is no index of these vectors.' };
    // Reads the whole index once, so that damage shows now and not in a search.
    await nearestRows(table, query, { near: 1, probes: record.partitions });
    return { record, withoutIndex: null };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { record: null, withoutIndex: `The index of these vectors cannot be read: ${why}` };
  }
}

async function firstVector(table: VectorTable): Promise<Float32Array> {
  let first = new Float32Array(table.dimensions);
  const row = table.rows === 0 ? [] : [0];
  await readVectorsOf(table, Uint32Array.from(row), (_, vector) => {
    first = vector.slice();
  });
  return first;
}

/** Says what is damaged where LanceDB only says what it failed at. */
async function reading<Result>(
  { folder }: VectorTable,
  read: () => Promise<Result>,
): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    throw cause instanceof PlumblineError ? cause : damagedVectors(folder, cause);
  }
}

/** Whether LanceDB has the index, of all rows, that the record describes. */
async function isIndexed({ store, rows, dimensions }: VectorTable, record: IndexRecord) {
  if (record.rows !== rows || record.dimensions !== dimensions) return false;
  const found = (await store.listIndices()).find(({ columns }) => columns.includes('vector'));
  const stats = found && (await store.indexStats(found.name));
  return stats?.indexType === record.kind && stats.numUnindexedRows === 0;
}

function scanning(table: VectorTable, reach: Reach): Pick<RowScan, 'scan' | 'close'> {
  const { inTurn, call, close } = turns(table.close);
  const similarTo = async (query: Float32Array): Promise<RowSimilarities> => {
    const near = await reading(table, () => nearestRows(table, query, reach));
    const read = (rows: Uint32Array) =>
      reading(table, () => innerProducts(table, query, rows, near));
    return { all: null, near, of: (rows) => call(() => inTurn(() => read(rows))) };
  };
  const scan = async (queries: readonly Float32Array[], signal?: AbortSignal) => {
    const found: RowSimilarities[] = [];
    for (let start = 0; start < queries.length; start += AT_ONCE) {
      const group = queries.slice(start, start + AT_ONCE);
      found.push(...(await inTurn(() => Promise.all(group.map(similarTo)), signal)));
    }
    return found;
  };
  return {
    // Copied: they are needed again for `of`, when the caller may have written others into their place.
    scan: (queries, signal) => call(() => scan(rowsOf(queries.slice(), table.dimensions), signal)),
    close,
  };
}

/** Views of the rows of a matrix [n × dimensions]. */
function rowsOf(matrix: Float32Array, dimensions: number): Float32Array[] {
  const count = dimensions === 0 ? 0 : matrix.length / dimensions;
  return Array.from({ length: count }, (_, i) =>
    matrix.subarray(i * dimensions, (i + 1) * dimensions),
  );
}
