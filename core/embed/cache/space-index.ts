import { appendKey, findKey, type KeyTable, newKeyTable } from './key-table.ts';
import { headBytes, recordBytes } from './segment-format.ts';
import { KEY_WORDS } from './text-keys.ts';

/** A block in the index: its records have the numbers from `first` on. */
interface IndexedBlock {
  segment: string;
  /** Its first byte in the segment. */
  at: number;
  first: number;
  count: number;
}

/** Where the vectors of one space lie, in memory: some 30 bytes a vector. */
export interface SpaceIndex {
  dimensions: number;
  table: KeyTable;
  blocks: IndexedBlock[];
}

/** Records to be read from one segment, in the order of the file. */
export interface Wanted {
  segment: string;
  /** First byte of each record. */
  offsets: number[];
  /** Which of the keys asked for each record answers. */
  positions: number[];
}

export function newSpaceIndex(dimensions: number, expected?: number): SpaceIndex {
  return { dimensions, table: newKeyTable(expected), blocks: [] };
}

export function indexBlock(
  index: SpaceIndex,
  segment: string,
  { at, keys }: { at: number; keys: Uint32Array },
): void {
  const count = keys.length / KEY_WORDS;
  index.blocks.push({ segment, at, first: index.table.size, count });
  for (let n = 0; n < count; n += 1) appendKey(index.table, keys, n);
}

/** Forgets a segment. The rest is numbered anew, which takes milliseconds and is rare. */
export function forgetSegment(index: SpaceIndex, segment: string): void {
  const { table, blocks } = index;
  if (!blocks.some((block) => block.segment === segment)) return;
  index.table = newKeyTable(table.size);
  index.blocks = [];
  for (const { segment: name, at, first, count } of blocks) {
    if (name === segment) continue;
    const keys = table.keys.subarray(first * KEY_WORDS, (first + count) * KEY_WORDS);
    indexBlock(index, name, { at, keys });
  }
}

/** Where the vectors of `keys` [n × 4] lie, as far as they are there, by segment. */
export function locate(index: SpaceIndex, keys: Uint32Array): Wanted[] {
  const asked = keys.length / KEY_WORDS;
  const known = new Float64Array(asked);
  let size = 0;
  for (let n = 0; n < asked; n += 1) {
    const number = findKey(index.table, keys, n);
    // Sorted by number a file is read from its front to its end; the position rides along, exact up to 2^53.
    if (number >= 0) known[size++] = number * asked + n;
  }
  return bySegment(index, known.subarray(0, size).sort(), asked);
}

function bySegment({ blocks, dimensions }: SpaceIndex, known: Float64Array, asked: number) {
  const all: Wanted[] = [];
  let at = 0;
  for (const value of known) {
    const number = Math.floor(value / asked);
    while (number >= endOf(blocks[at])) at += 1;
    const block = blocks[at] as IndexedBlock;
    let wanted = all.at(-1);
    if (wanted?.segment !== block.segment) {
      wanted = { segment: block.segment, offsets: [], positions: [] };
      all.push(wanted);
    }
    const record = (number - block.first) * recordBytes(dimensions);
    wanted.offsets.push(block.at + headBytes(block.count) + record);
    wanted.positions.push(value - number * asked);
  }
  return all;
}

const endOf = (block: IndexedBlock | undefined): number =>
  block === undefined ? Number.POSITIVE_INFINITY : block.first + block.count;
