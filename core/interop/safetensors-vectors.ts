import { safetensorsStream } from './safetensors-stream.ts';
import type { TermRows } from './term-rows.ts';

/**
 * `vectors.safetensors`: one tensor, `vectors` [rows × dimensions], F32; `about` stands in the file's metadata. Row i
 * belongs to line i of what `rowsJsonl` writes.
 */
export function safetensorsVectors(
  { rows, dimensions }: { rows: number; dimensions: number },
  pieces: AsyncIterable<Pick<TermRows, 'vectors'>>,
  about: Readonly<Record<string, string>>,
): AsyncGenerator<Uint8Array> {
  const vectors = {
    ...{ dtype: 'F32' as const, shape: [rows, dimensions] },
    pieces: bytesOf(pieces),
  };
  return safetensorsStream({ vectors }, about);
}

async function* bytesOf(pieces: AsyncIterable<Pick<TermRows, 'vectors'>>) {
  for await (const { vectors } of pieces) {
    yield new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength);
  }
}

/** `rows.jsonl`: the key and the term of each row, `{"key":…,"term":…}` in a line. */
export async function* rowsJsonl(
  pieces: AsyncIterable<Pick<TermRows, 'keys' | 'terms'>>,
): AsyncGenerator<string> {
  for await (const { keys, terms } of pieces) {
    yield keys.map((key, row) => `${JSON.stringify({ key, term: terms[row] })}\n`).join('');
  }
}
