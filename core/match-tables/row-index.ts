import type { FileReader } from '#core/platform/files.ts';
import type { TableHit } from './stored-match.ts';

/** How a row counts: by the band of its entry, or why it has none. */
export const ROW_BANDS = ['accept', 'review', 'reject', 'unscored', 'none'] as const;
export type RowBand = (typeof ROW_BANDS)[number];

/** What a list of rows needs to know of each, without reading the rows. */
export interface RowIndex {
  rows: number;
  /** [rows] byte of rows.jsonl at which the row's line ends. */
  ends: Float64Array;
  /** [rows] of the entry that stands for the row; NaN where there is none. */
  probability: Float64Array;
  /** [rows] place in ROW_BANDS. */
  band: Uint8Array;
  /** [rows] place of that entry among the row's hits, or NO_ENTRY. */
  chosen: Uint8Array;
}

export const NO_ENTRY = 255;
/** Bytes of a row in rows.idx: end and probability as float64, band, place, two of nothing. Little-endian. */
export const RECORD = 20;

/** One row of the index. */
export interface IndexRow {
  end: number;
  probability: number | null;
  band: RowBand;
  /** Null where no entry stands for the row. */
  chosen: number | null;
}

/** How a row counts whose hit at `chosen` stands for it. */
export function indexRow(end: number, hits: readonly TableHit[], chosen: number | null): IndexRow {
  const hit = chosen === null ? undefined : hits[chosen];
  if (!hit) return { end, probability: null, band: 'none', chosen: null };
  return { end, probability: hit.probability, band: hit.band ?? 'unscored', chosen };
}

export function encodeIndex(rows: readonly IndexRow[]): Uint8Array {
  const bytes = new Uint8Array(rows.length * RECORD);
  const view = new DataView(bytes.buffer);
  for (const [n, { end, probability, band, chosen }] of rows.entries()) {
    const at = n * RECORD;
    view.setFloat64(at, end, true);
    view.setFloat64(at + 8, probability ?? Number.NaN, true);
    view.setUint8(at + 16, ROW_BANDS.indexOf(band));
    view.setUint8(at + 17, chosen ?? NO_ENTRY);
  }
  return bytes;
}

function decodeIndex(bytes: Uint8Array): RowIndex {
  const rows = Math.floor(bytes.length / RECORD);
  const index = emptyIndex(rows);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let n = 0; n < rows; n += 1) {
    const at = n * RECORD;
    index.ends[n] = view.getFloat64(at, true);
    index.probability[n] = view.getFloat64(at + 8, true);
    index.band[n] = view.getUint8(at + 16);
    index.chosen[n] = view.getUint8(at + 17);
  }
  return index;
}

function emptyIndex(rows: number): RowIndex {
  return {
    rows,
    ends: new Float64Array(rows),
    probability: new Float64Array(rows),
    band: new Uint8Array(rows),
    chosen: new Uint8Array(rows),
  };
}

/** The index as it is now, at most its first `most` rows; a row that is being written is not in it. */
export async function readIndex(
  files: FileReader,
  path: string,
  most = Number.POSITIVE_INFINITY,
): Promise<RowIndex> {
  if (!(await files.exists(path))) return emptyIndex(0);
  const ranges = await files.openRanges(path);
  try {
    const rows = Math.min(most, Math.floor(ranges.size / RECORD));
    const bytes = new Uint8Array(rows * RECORD);
    const read = await ranges.read(0, bytes);
    return decodeIndex(bytes.subarray(0, read));
  } finally {
    await ranges.close();
  }
}

export const bandAt = ({ band }: RowIndex, row: number): RowBand =>
  ROW_BANDS[band[row] ?? 4] ?? 'none';
