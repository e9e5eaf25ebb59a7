import { InferenceSession, Tensor } from 'onnxruntime-node';
import { scoreGraph } from './matmul-graph.ts';

/** Scores every vector against some queries; nothing is approximated. */
export interface ExactScan {
  rows: number;
  dimensions: number;
  /** Inner products [q × rows], row-major, of queries [q × dimensions]; cosines where both are L2-normalised. */
  scores(queries: Float32Array): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Holds `vectors` [rows × dimensions] in memory and multiplies with onnxruntime; one session, used one call at a time. */
export async function createExactScan(
  vectors: Float32Array,
  dimensions: number,
  intraOpThreads: number,
): Promise<ExactScan> {
  const rows = dimensions === 0 ? 0 : vectors.length / dimensions;
  if (rows === 0) return emptyScan(dimensions);
  const session = await InferenceSession.create(scoreGraph(), {
    intraOpNumThreads: intraOpThreads,
    interOpNumThreads: 1,
  });
  const held = new Tensor('float32', vectors, [rows, dimensions]);
  let last: Promise<unknown> = Promise.resolve();
  const run = async (queries: Float32Array): Promise<Float32Array> => {
    const count = queries.length / dimensions;
    const padded = count === 1 ? pad(queries) : queries;
    const input = new Tensor('float32', padded, [padded.length / dimensions, dimensions]);
    const { scores } = await session.run({ queries: input, vectors: held });
    if (scores === undefined) throw new Error('The scan gave no scores.');
    return (scores.data as Float32Array).subarray(0, count * rows);
  };
  return {
    rows,
    dimensions,
    scores(queries) {
      const next = last.then(() => run(queries));
      // A failed call must not block the ones behind it; its own caller sees the failure.
      last = next.catch(() => undefined);
      return next;
    },
    async close() {
      await last;
      await session.release();
    },
  };
}

/** A single query would take another path through the library and differ in the last bits from the same one in a batch. */
function pad(query: Float32Array): Float32Array {
  const padded = new Float32Array(2 * query.length);
  padded.set(query);
  return padded;
}

function emptyScan(dimensions: number): ExactScan {
  return {
    rows: 0,
    dimensions,
    scores: async () => new Float32Array(0),
    close: async () => undefined,
  };
}
