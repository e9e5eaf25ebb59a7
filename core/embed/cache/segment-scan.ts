import type { RangeReader } from '#core/platform/files.ts';
import {
  blockBytes,
  countOf,
  HEADER_BYTES,
  headBytes,
  isSegment,
  keysOf,
  recordBytes,
  takeVector,
  wordsOf,
} from './segment-format.ts';

/** A block that was found: its first byte in the segment, and its keys [n × 4]. */
export interface ScannedBlock {
  at: number;
  keys: Uint32Array;
}

export interface SegmentScan {
  blocks: ScannedBlock[];
  /** Bytes up to which the segment can be trusted. */
  whole: number;
  /** What follows: nothing, a block that a dying process left unfinished, something else. */
  end: 'whole' | 'torn' | 'damaged' | 'foreign';
}

/** Read at once for a block's header and keys: enough for the keys of some 4,000 texts. */
const READ_AHEAD = 64 * 1024;

/** Reads the keys of a segment, not its vectors; `foreign` where it is no segment of these dimensions. */
export async function scanSegment(ranges: RangeReader, dimensions: number): Promise<SegmentScan> {
  const scan: SegmentScan = { blocks: [], whole: HEADER_BYTES, end: 'whole' };
  if (!isSegment(await readBytes(ranges, 0, HEADER_BYTES), dimensions)) {
    return { ...scan, whole: 0, end: ranges.size < HEADER_BYTES ? 'torn' : 'foreign' };
  }
  while (scan.whole < ranges.size && scan.end === 'whole') {
    const found = await blockAt(ranges, scan.whole, dimensions);
    if (typeof found === 'string') return { ...scan, end: found };
    scan.blocks.push(found.block);
    scan.whole = found.end;
  }
  return scan;
}

async function blockAt(
  ranges: RangeReader,
  at: number,
  dimensions: number,
): Promise<{ block: ScannedBlock; end: number } | 'torn' | 'damaged'> {
  const ahead = await readBytes(ranges, at, READ_AHEAD);
  if (ahead.length < HEADER_BYTES) return 'torn';
  const count = countOf(ahead);
  if (count === 0) return 'damaged';
  const end = at + blockBytes(count, dimensions);
  if (end > ranges.size) return 'torn';
  const length = headBytes(count);
  const head = length <= ahead.length ? ahead.subarray(0, length) : null;
  const keys = keysOf(head ?? (await readBytes(ranges, at, length)));
  return keys ? { block: { at, keys }, end } : 'damaged';
}

/** Whether every vector of a block is what was written: a machine that lost its power may leave a length without content. */
export async function blockIsWhole(
  ranges: RangeReader,
  { at, keys }: ScannedBlock,
  dimensions: number,
): Promise<boolean> {
  const count = keys.length / 4;
  const size = recordBytes(dimensions) / 4;
  const first = at + headBytes(count);
  const words = wordsOf(await readBytes(ranges, first, count * size * 4));
  const into = new Uint32Array(dimensions);
  for (let n = 0; n < count; n += 1) {
    if (!takeVector(words.subarray(n * size, (n + 1) * size), keys, n, into)) return false;
  }
  return true;
}

async function readBytes(ranges: RangeReader, at: number, most: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, Math.min(most, ranges.size - at)));
  return bytes.subarray(0, await ranges.read(at, bytes));
}
