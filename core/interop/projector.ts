import { writeFloat32 } from './float32-text.ts';
import type { TermRows } from './term-rows.ts';

/** Bytes of the longest number, with the tab or line end behind it. */
const LONGEST_NUMBER = 26;
const TAB = 9;
const LINE_END = 10;

/**
 * `vectors.tsv` of TensorBoard's projector: a row in a line, numbers parted by tabs, no header. A piece is good until the
 * next one is asked for.
 */
export async function* projectorVectors(
  pieces: AsyncIterable<Pick<TermRows, 'vectors'>>,
  dimensions: number,
): AsyncGenerator<Uint8Array> {
  let buffer = new Uint8Array(0);
  for await (const { vectors } of pieces) {
    const most = vectors.length * LONGEST_NUMBER;
    if (buffer.length < most) buffer = new Uint8Array(most);
    let at = 0;
    for (let i = 0; i < vectors.length; i += 1) {
      at = writeFloat32(vectors[i] as number, buffer, at);
      buffer[at++] = (i + 1) % dimensions === 0 ? LINE_END : TAB;
    }
    yield buffer.subarray(0, at);
  }
}

/** `metadata.tsv`: a header, because it has two columns, then the term and the key of each row. */
export async function* projectorMetadata(
  pieces: AsyncIterable<Pick<TermRows, 'keys' | 'terms'>>,
): AsyncGenerator<string> {
  yield 'term\tkey\n';
  for await (const { keys, terms } of pieces) {
    yield keys.map((key, row) => `${cell(terms[row] ?? '')}\t${cell(key)}\n`).join('');
  }
}

/** The format has no quotes: what would part cells or lines becomes a blank, and an empty cell a dash. */
const cell = (text: string): string => text.replace(/\s+/gu, ' ').trim() || '–';

/** `projector_config.pbtxt`, by which `tensorboard --logdir` finds both files in its folder. */
export const PROJECTOR_CONFIG = `embeddings {
  tensor_name: "terms"
  tensor_path: "vectors.tsv"
  metadata_path: "metadata.tsv"
}
`;
