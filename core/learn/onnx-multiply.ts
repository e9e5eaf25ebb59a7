import { InferenceSession, Tensor } from 'onnxruntime-node';
import { gemmGraph } from './gemm-graph.ts';
import { type Matrix, type Multiply, matrix, type Transposed } from './multiply.ts';

/** Multiplies with onnxruntime on the CPU; the same factors give the same bits. Close it after use. */
export interface Multiplier {
  multiply: Multiply;
  close(): Promise<void>;
}

/** A multiplier with one session for each way to transpose, made when it is first needed. */
export function onnxMultiplier(intraOpThreads: number): Multiplier {
  const sessions = new Map<string, Promise<InferenceSession>>();
  const sessionFor = ({ a = false, b = false }: Transposed): Promise<InferenceSession> => {
    const name = `${a} ${b}`;
    const known = sessions.get(name);
    if (known) return known;
    const made = InferenceSession.create(gemmGraph({ a, b }), {
      intraOpNumThreads: intraOpThreads,
      interOpNumThreads: 1,
    });
    sessions.set(name, made);
    return made;
  };
  return {
    async multiply(a, b, transposed = {}) {
      const [rows, inner] = transposed.a ? [a.columns, a.rows] : [a.rows, a.columns];
      const [innerOfB, columns] = transposed.b ? [b.columns, b.rows] : [b.rows, b.columns];
      if (inner !== innerOfB) throw new Error(`Inner sides differ: ${inner} and ${innerOfB}.`);
      if (rows === 0 || columns === 0 || inner === 0) return matrix(rows, columns);
      const session = await sessionFor(transposed);
      const { c } = await session.run({ a: tensor(a), b: tensor(b) });
      if (c === undefined) throw new Error('The multiplication gave nothing.');
      return matrix(rows, columns, c.data as Float32Array);
    },
    async close() {
      for (const session of sessions.values()) await (await session).release();
      sessions.clear();
    },
  };
}

const tensor = ({ rows, columns, values }: Matrix) =>
  new Tensor('float32', values, [rows, columns]);
