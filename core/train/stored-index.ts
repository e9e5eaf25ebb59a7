import { buildApproximateIndex, openApproximateScan } from '#core/index/lance-ann.ts';
import { writeEntries } from '#core/index/lance-entries.ts';
import { writeTerms } from '#core/index/lance-terms.ts';
import type { RowScan } from '#core/index/row-scan.ts';
import type { OpenScan } from '#core/index/scan-thread.ts';
import { openStoredScan } from '#core/index/stored-scan.ts';
import type { TermTable } from '#core/index/term-table.ts';
import { textCount } from '#core/index/text-column.ts';
import { readSafetensors, writeSafetensors } from '#core/interop/safetensors.ts';
import { type MatchArrays, type MatchIndex, matchIndex } from '#core/match/match-index.ts';
import { fromTensors, toTensors } from '#core/match/match-tensors.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import type { TextAnalysis } from '#core/text/language.ts';

const ARRAYS = 'match.safetensors';
const BYTES_PER_NUMBER = 4;
/** Numbers. Measured: fewer are scanned in about the time that a busy machine takes to change threads and back. */
const WORTH_A_THREAD = 16_000_000;

/** Bytes of a scan's vectors in memory. */
const vectorBytes = (rows: number, dimensions: number) => rows * dimensions * BYTES_PER_NUMBER;

/** A collection to index, with what was made of it. */
export interface IndexContent {
  table: TermTable;
  arrays: MatchArrays;
  /** [entries] for filters. */
  entries: readonly { key: string; fields?: Record<string, unknown> | undefined }[];
}

export interface WriteIndexOptions {
  /** Vectors that take more get an approximate index besides. */
  memoryBudgetBytes: number;
  /** Terms written; called again and again while an approximate index is made. May stop the work by throwing. */
  progress?: (done: number) => Promise<void>;
}

/** Writes the index of a collection below `folder`: LanceDB tables of terms and entries, and the arrays for matching. */
export async function writeIndex(
  files: Files,
  folder: string,
  { table, arrays, entries }: IndexContent,
  { memoryBudgetBytes, progress }: WriteIndexOptions,
): Promise<void> {
  await files.makeFolder(folder);
  await writeTerms(folder, table, progress);
  const rows = table.terms.length;
  const { dimensions } = table;
  if (vectorBytes(rows, dimensions) > memoryBudgetBytes)
    await buildApproximateIndex(folder, {
      ...{ rows, dimensions },
      ...(progress && { progress: () => progress(rows) }),
    });
  await writeEntries(folder, entries);
  await files.writeAtomic(files.join(folder, ARRAYS), writeSafetensors(toTensors(arrays)));
}

export interface OpenIndexOptions {
  dimensions: number;
  analysis: TextAnalysis;
  embed: MatchIndex['embed'];
  intraOpThreads: number;
  /** Scans large indexes elsewhere than in this thread. */
  openScan?: OpenScan;
  memoryBudgetBytes: number;
  /** Share of an approximate index that is looked through, [0, 1]. */
  searchEffort: number;
}

/** The arrays of an index. Throws DAMAGED where they are not whole. */
export async function readArrays(files: FileReader, folder: string): Promise<MatchArrays> {
  const path = files.join(folder, ARRAYS);
  return fromTensors(readSafetensors(await files.readBytes(path), path), path);
}

/** Opens what `writeIndex` wrote; vectors within the budget are held in memory. The caller closes its scan. */
export async function openIndex(
  files: FileReader,
  folder: string,
  { dimensions, analysis, embed, ...options }: OpenIndexOptions,
): Promise<MatchIndex> {
  const arrays = await readArrays(files, folder);
  const rows = textCount(arrays.terms.terms);
  const scan = await scanOf(folder, { rows, dimensions }, options);
  return matchIndex({ arrays, analysis, embed, scan });
}

type ScanOptions = Pick<
  OpenIndexOptions,
  'intraOpThreads' | 'openScan' | 'memoryBudgetBytes' | 'searchEffort'
>;

async function scanOf(
  folder: string,
  shape: { rows: number; dimensions: number },
  { intraOpThreads, openScan, memoryBudgetBytes, searchEffort }: ScanOptions,
): Promise<RowScan> {
  const { rows, dimensions } = shape;
  if (vectorBytes(rows, dimensions) > memoryBudgetBytes)
    return openApproximateScan(folder, { ...shape, effort: searchEffort });
  if (openScan && rows * dimensions >= WORTH_A_THREAD) return openScan(folder, shape);
  return openStoredScan({ folder, ...shape, intraOpThreads });
}
