/** Finds the rows of a text without keeping the texts: sorted hashes, each with its row. */
export interface TextLookup {
  /** [texts] ascending; the upper bits alone where there are very many rows. */
  hashes: Uint32Array;
  /** [texts] row of each hash; ascending where hashes are equal. */
  rows: Uint32Array;
}

/** 32-bit FNV-1a over UTF-16 code units (Fowler, Noll and Vo). */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** Bits of a hash that are kept: with a row below 2^26 they fit into the 53 bits of a double. */
const DROPPED_BITS = 5;
const MOST_ROWS = 2 ** 26;

const keptHash = (text: string): number => textHash(text) >>> DROPPED_BITS;

/** Prepares the texts of rows, at most 67 million; empty texts are left out. */
export function textLookup(rowCount: number, textOf: (row: number) => string): TextLookup {
  // Hash and row in one number, so that one numeric sort does.
  const combined = new Float64Array(rowCount);
  let count = 0;
  for (let row = 0; row < rowCount; row += 1) {
    const text = textOf(row);
    if (text === '') continue;
    combined[count] = keptHash(text) * MOST_ROWS + row;
    count += 1;
  }
  const sorted = combined.subarray(0, count).sort();
  return {
    hashes: Uint32Array.from(sorted, (value) => Math.floor(value / MOST_ROWS)),
    rows: Uint32Array.from(sorted, (value) => value % MOST_ROWS),
  };
}

/** Rows of a text, ascending; `textOf` tells rows with equal hashes apart. */
export function rowsOfText(
  { hashes, rows }: TextLookup,
  text: string,
  textOf: (row: number) => string,
): number[] {
  if (text === '') return [];
  const found: number[] = [];
  const hash = keptHash(text);
  for (let i = firstAtLeast(hashes, hash); hashes[i] === hash; i += 1) {
    const row = rows[i] as number;
    if (textOf(row) === text) found.push(row);
  }
  return found;
}

function firstAtLeast(sorted: Uint32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
