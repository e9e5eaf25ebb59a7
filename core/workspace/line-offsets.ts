import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

const LINE_END = 0x0a;

/** The byte at which a line of a file begins; lines count from 1. The file's size where there is no such line. */
export async function offsetOfLine(path: string, line: number): Promise<number> {
  let left = line - 1;
  let before = 0;
  if (left <= 0) return 0;
  for await (const chunk of createReadStream(path)) {
    const bytes = chunk as Uint8Array;
    for (let at = bytes.indexOf(LINE_END); at >= 0; at = bytes.indexOf(LINE_END, at + 1)) {
      left -= 1;
      if (left === 0) return before + at + 1;
    }
    before += bytes.length;
  }
  return before;
}

/** Whether a file is empty or its last byte is a line end. */
export async function endsWithLineEnd(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size === 0) return true;
    const { buffer } = await handle.read(new Uint8Array(1), 0, 1, size - 1);
    return buffer[0] === LINE_END;
  } finally {
    await handle.close();
  }
}
