import { Tensor } from 'onnxruntime-node';
import type { FeedRole, GraphPlan } from './graph-plan.ts';
import type { TokenBatch } from './token-batch.ts';

/** The tensors [rows × width] that a graph asks for. */
export function feedsOf(plan: GraphPlan, batch: TokenBatch): Record<string, Tensor> {
  const dims = [batch.rows, batch.width];
  return Object.fromEntries(
    plan.feeds.map(({ name, role, type }) => {
      const values = valuesOf(role, batch);
      const data = type === 'int32' ? values : widen(values);
      return [name, new Tensor(type, data, dims)];
    }),
  );
}

function valuesOf(role: FeedRole, { rows, width, ids, mask }: TokenBatch): Int32Array {
  if (role === 'ids') return ids;
  if (role === 'mask') return mask;
  const values = new Int32Array(rows * width);
  if (role === 'positions') for (let i = 0; i < values.length; i += 1) values[i] = i % width;
  return values;
}

/** 64-bit from non-negative 32-bit numbers, by writing the low halves: converting through BigInt is many times slower. */
function widen(values: Int32Array): BigInt64Array {
  const halves = new Int32Array(2 * values.length);
  for (let i = 0; i < values.length; i += 1) halves[2 * i] = values[i] as number;
  return new BigInt64Array(halves.buffer);
}
