import { PlumblineError } from '#core/contract/errors.ts';
import type { Files } from '#core/platform/files.ts';
import { encodeIndex, indexRow, RECORD, readIndex } from './row-index.ts';
import { pathsOf, type StoredMatch } from './stored-match.ts';
import { encodeRow, type StoredRow } from './stored-row.ts';

/** Adds rows to a match, one after another. */
export interface RowWriter {
  /** Rows that are there. */
  readonly rows: number;
  /** Both files are on the disk when it returns. Throws DISK_FULL or READ_ONLY. */
  append(rows: readonly StoredRow[]): Promise<void>;
}

const encoder = new TextEncoder();

/**
 * Opens the rows of a match for going on. What a killed process left is cut off: lines that are not indexed, and the rows
 * of a chunk that is not whole, because a row's numbers may depend, in their last digits, on those that were asked
 * together with it. So a match that was cut off comes out as one that was not, byte for byte.
 */
export async function openRows(
  files: Files,
  { folder, shape }: StoredMatch,
  chunkRows: number,
): Promise<RowWriter> {
  const paths = pathsOf(files, folder);
  const index = await readIndex(files, paths.index);
  const bytes = (await files.exists(paths.rows)) ? await files.size(paths.rows) : 0;
  let rows = index.rows >= shape.rows ? shape.rows : wholeChunks(index.rows, chunkRows);
  while (rows > 0 && (index.ends[rows - 1] ?? 0) > bytes) rows = wholeChunks(rows - 1, chunkRows);
  let end = rows === 0 ? 0 : (index.ends[rows - 1] ?? 0);
  await cut(files, paths.rows, bytes, end);
  await cut(files, paths.index, await sizeOf(files, paths.index), rows * RECORD);
  return {
    get rows() {
      return rows;
    },
    async append(added) {
      const lines = added.map((row) => encoder.encode(encodeRow(row)));
      const indexed = added.map(({ hits }, n) => {
        end += lines[n]?.length ?? 0;
        return indexRow(end, hits, hits.length > 0 ? 0 : null);
      });
      // The index goes last: a row counts once it is indexed.
      await files.append(paths.rows, joined(lines));
      await files.append(paths.index, encodeIndex(indexed));
      rows += added.length;
    },
  };
}

const wholeChunks = (rows: number, chunkRows: number) => rows - (rows % chunkRows);

async function sizeOf(files: Files, path: string): Promise<number> {
  return (await files.exists(path)) ? files.size(path) : 0;
}

async function cut(files: Files, path: string, bytes: number, wanted: number): Promise<void> {
  if (bytes > wanted) await files.truncate(path, wanted);
  if (bytes >= wanted) return;
  throw new PlumblineError('DAMAGED', 'Rows of this matched table are missing.', {
    file: path,
    remedy: 'Remove the table and match it again.',
  });
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
