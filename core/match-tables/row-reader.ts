import { PlumblineError } from '#core/contract/errors.ts';
import type { FileReader } from '#core/platform/files.ts';
import { pathsOf } from './stored-match.ts';
import { decodeRow, type StoredRow } from './stored-row.ts';

/** A row with its place, from 0. */
export interface PlacedRow extends StoredRow {
  row: number;
}

/** The first `rows` rows in their order, read in a stream; `wanted` leaves some of them out before they are decoded. */
export async function* allRows(
  files: FileReader,
  folder: string,
  rows: number,
  wanted: (row: number) => boolean = () => true,
): AsyncGenerator<PlacedRow> {
  if (rows === 0) return;
  let row = 0;
  for await (const line of files.readLines(pathsOf(files, folder).rows)) {
    if (row >= rows) return;
    if (wanted(row)) yield { row, ...decoded(line, folder) };
    row += 1;
  }
}

/** Some rows by their places, in the order given; only their bytes are read. `ends`: see RowIndex. */
export async function someRows(
  files: FileReader,
  folder: string,
  ends: Float64Array,
  places: readonly number[],
): Promise<PlacedRow[]> {
  if (places.length === 0) return [];
  const ranges = await files.openRanges(pathsOf(files, folder).rows);
  const decoder = new TextDecoder();
  try {
    const rows: PlacedRow[] = [];
    for (const row of places) {
      const start = row === 0 ? 0 : (ends[row - 1] ?? 0);
      const bytes = new Uint8Array((ends[row] ?? start) - start);
      await ranges.read(start, bytes);
      rows.push({ row, ...decoded(decoder.decode(bytes), folder) });
    }
    return rows;
  } finally {
    await ranges.close();
  }
}

function decoded(line: string, folder: string): StoredRow {
  try {
    return decodeRow(line);
  } catch (cause) {
    throw new PlumblineError(
      'DAMAGED',
      'A row of this matched table cannot be read.',
      { file: folder, remedy: 'Remove the table and match it again.' },
      { cause },
    );
  }
}
