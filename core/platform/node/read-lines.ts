import { createReadStream } from 'node:fs';
import { readFailure } from './file-errors.ts';

/**
 * Lines of a UTF-8 file without their ends (`\n` or `\r\n`), read 256 KB at a time; the last one needs no end.
 * Several times faster than node:readline, which matters for a ledger of a million lines.
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  let rest = '';
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 });
  try {
    for await (const chunk of stream) {
      const text = String(chunk);
      let start = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        yield withoutReturn(rest + text.slice(start, end));
        rest = '';
        start = end + 1;
      }
      rest += text.slice(start);
    }
  } catch (error) {
    throw readFailure(error, path);
  } finally {
    stream.destroy();
  }
  if (rest !== '') yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
