import { PlumblineError } from '#core/contract/errors.ts';

/** A vector for each token of a vocabulary. */
export interface StaticRows {
  /** Number of token ids. */
  tokens: number;
  dimensions: number;
  /** [tokens × dimensions], row-major. */
  rows: Int8Array | Float32Array;
  /** [tokens], what a row's whole numbers are multiplied with; null where the rows are floats. */
  scales: Float32Array | null;
}

const LARGEST_INT8 = 127;

/** Rounds float rows [tokens × dimensions] to int8 with a scale for each row: a quarter of the memory. */
export function quantiseRows(floats: Float32Array, dimensions: number): StaticRows {
  const tokens = floats.length / dimensions;
  const rows = new Int8Array(floats.length);
  const scales = new Float32Array(tokens);
  for (let token = 0; token < tokens; token += 1) {
    const start = token * dimensions;
    const row = floats.subarray(start, start + dimensions);
    let largest = 0;
    for (const value of row) largest = Math.max(largest, Math.abs(value));
    if (largest === 0) continue;
    const scale = largest / LARGEST_INT8;
    scales[token] = scale;
    for (let i = 0; i < dimensions; i += 1)
      rows[start + i] = Math.round((row[i] as number) / scale);
  }
  return { tokens, dimensions, rows, scales };
}

/** Float rows [tokens × dimensions]. */
export function dequantiseRows(model: StaticRows): Float32Array {
  const floats = new Float32Array(model.tokens * model.dimensions);
  for (let token = 0; token < model.tokens; token += 1) {
    addRow(model, token, floats, token * model.dimensions);
  }
  return floats;
}

/** Adds a token's vector to the `dimensions` numbers of `into` from `offset` on. */
export function addRow(
  { rows, scales, dimensions }: StaticRows,
  token: number,
  into: Float32Array | Float64Array,
  offset = 0,
): void {
  const scale = scales ? (scales[token] ?? 0) : 1;
  const start = token * dimensions;
  for (let i = 0; i < dimensions; i += 1) {
    into[offset + i] = (into[offset + i] as number) + scale * (rows[start + i] as number);
  }
}

/** Throws DAMAGED where a vector is not finite: it would spoil every text that its token is in. */
export function requireFinite({ rows, scales }: StaticRows, file: string): void {
  const numbers = scales ?? rows;
  if (numbers instanceof Int8Array || numbers.every(Number.isFinite)) return;
  throw new PlumblineError('DAMAGED', 'The vectors of this model are not all finite numbers.', {
    file,
    remedy: 'Copy the model again from where it came from, or distil it anew.',
  });
}
