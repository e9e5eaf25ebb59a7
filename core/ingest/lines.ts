/** The character that ends lines: `\n` (also in `\r\n`), or `\r` in a text that has no `\n` at all. */
export function lineEndOf(text: string): '\n' | '\r' {
  return !text.includes('\n') && text.includes('\r') ? '\r' : '\n';
}

/** How often `character` occurs in `text` before `end`. */
export function countIn(text: string, character: string, end = text.length): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1 && at < end; count++) {
    at = text.indexOf(character, at + 1);
  }
  return count;
}

/** Turns offsets into line numbers that count from 1, as an editor shows them; O(log lines) a call. */
export function lineFinder(text: string): (offset: number) => number {
  const end = lineEndOf(text);
  const ends: number[] = [];
  for (let at = text.indexOf(end); at !== -1; at = text.indexOf(end, at + 1)) ends.push(at);
  return (offset) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
