import { InferenceSession, Tensor } from 'onnxruntime-node';

/** A text of a fixture with what the reference implementation makes of it. */
export interface ReferenceRow {
  text: string;
  ids: number[];
  vector: number[];
}

/** The tiny models in test/fixtures/models. */
export const REFERENCE_MODELS = [
  'bert',
  'roberta',
  'xlm-roberta',
  'camembert',
  'distilbert',
  'mpnet',
] as const;

/** Runs token ids, padded on the right, in one batch; one vector for each row. */
export type Run = (rows: readonly (readonly number[])[]) => Promise<number[][]>;

/** Opens an ONNX file on one thread, hands over how to run it, and closes it. */
export async function withSession<T>(
  model: Uint8Array,
  padId: number,
  use: (run: Run) => Promise<T>,
): Promise<T> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 });
  try {
    return await use((rows) => runRows(session, rows, padId));
  } finally {
    await session.release();
  }
}

async function runRows(
  session: InferenceSession,
  rows: readonly (readonly number[])[],
  padId: number,
): Promise<number[][]> {
  const length = Math.max(...rows.map((row) => row.length));
  const ids = new Int32Array(rows.length * length).fill(padId);
  const mask = new Int32Array(ids.length);
  for (const [row, tokens] of rows.entries()) {
    ids.set(tokens, row * length);
    mask.fill(1, row * length, row * length + tokens.length);
  }
  const shape = [rows.length, length];
  const { sentence_embedding: output } = await session.run({
    input_ids: new Tensor('int32', ids, shape),
    attention_mask: new Tensor('int32', mask, shape),
  });
  if (output === undefined) throw new Error('The graph gave no sentence_embedding.');
  const values = output.data as Float32Array;
  const size = values.length / rows.length;
  return rows.map((_, row) => [...values.subarray(row * size, (row + 1) * size)]);
}

/** Largest difference of two lists of vectors. */
export function largestDifference(left: readonly number[][], right: readonly number[][]): number {
  const differences = left.flatMap((vector, row) =>
    vector.map((value, i) => Math.abs(value - (right[row]?.[i] ?? Number.NaN))),
  );
  return Math.max(...differences);
}
