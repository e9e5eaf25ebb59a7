import type { Pooling } from '#core/contract/models.ts';
import type { TokenBatch } from './token-batch.ts';

type PoolRow = (out: Float32Array, states: Float32Array, mask: Int32Array) => void;

/**
 * One vector for each text [rows × d] from one for each token `states` [rows × width × d]; padding does not count.
 * The definitions are those of sentence-transformers' Pooling module. A text without tokens becomes zeros.
 */
export function pool(states: Float32Array, batch: TokenBatch, pooling: Pooling): Float32Array {
  const { rows, width, mask } = batch;
  const d = states.length / (rows * width);
  const out = new Float32Array(rows * d);
  for (let row = 0; row < rows; row += 1) {
    POOLS[pooling](
      out.subarray(row * d, (row + 1) * d),
      states.subarray(row * width * d, (row + 1) * width * d),
      mask.subarray(row * width, (row + 1) * width),
    );
  }
  return out;
}

const POOLS: Readonly<Record<Pooling, PoolRow>> = {
  mean: meanOf,
  max: maxOf,
  cls: (out, states) => out.set(states.subarray(0, out.length)),
  lasttoken(out, states, mask) {
    const last = mask.lastIndexOf(1);
    if (last >= 0) out.set(states.subarray(last * out.length, (last + 1) * out.length));
  },
};

/** Row after row in the order of memory: about eight times as fast as summing column by column. */
function meanOf(out: Float32Array, states: Float32Array, mask: Int32Array): void {
  const d = out.length;
  let tokens = 0;
  for (let t = 0; t < mask.length; t += 1) {
    if (mask[t] === 0) continue;
    tokens += 1;
    const start = t * d;
    for (let i = 0; i < d; i += 1) out[i] = (out[i] as number) + (states[start + i] as number);
  }
  if (tokens === 0) return;
  for (let i = 0; i < d; i += 1) out[i] = (out[i] as number) / tokens;
}

function maxOf(out: Float32Array, states: Float32Array, mask: Int32Array): void {
  if (!mask.includes(1)) return;
  const d = out.length;
  out.fill(Number.NEGATIVE_INFINITY);
  for (let t = 0; t < mask.length; t += 1) {
    if (mask[t] === 0) continue;
    const start = t * d;
    for (let i = 0; i < d; i += 1) {
      const value = states[start + i] as number;
      // A NaN must stay visible.
      if (!(value <= (out[i] as number))) out[i] = value;
    }
  }
}
