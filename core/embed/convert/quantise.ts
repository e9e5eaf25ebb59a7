/**
 * Seven bits: where the processor adds products of bytes in pairs of 16 bits (AVX2), the sum of two products of an
 * unsigned byte and a seven-bit weight still fits, so that every processor gives the same result.
 */
const MOST_WEIGHT = 64;
const MOST_EMBEDDING = 127;
/** What is smaller counts as 0: a step of it would not be a normal float32. */
const TINY = 1e-30;

export interface QuantisedWeights {
  /** The layout of what was quantised. */
  weights: Int8Array;
  /** One for each column or row: what one step is worth. */
  scales: Float32Array;
}

/** Rounds [rows × columns], row-major, to seven bits with a scale for each column. */
export function quantisedColumns(values: Float32Array, rows: number): QuantisedWeights {
  const columns = values.length / rows;
  const largest = new Float32Array(columns);
  for (let i = 0; i < values.length; i += 1) {
    const column = i % columns;
    const size = Math.abs(values[i] as number);
    if (size > (largest[column] as number)) largest[column] = size;
  }
  const scales = largest.map((size) => (size < TINY ? 1 : size / MOST_WEIGHT));
  const weights = new Int8Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    weights[i] = Math.round((values[i] as number) / (scales[i % columns] as number));
  }
  return { weights, scales };
}

/** Rounds [rows × columns], row-major, to eight bits with a scale for each row. */
export function quantisedRows(values: Float32Array, columns: number): QuantisedWeights {
  const rows = values.length / columns;
  const scales = new Float32Array(rows);
  const weights = new Int8Array(values.length);
  for (let row = 0; row < rows; row += 1) {
    const from = row * columns;
    let largest = 0;
    for (let i = from; i < from + columns; i += 1) {
      largest = Math.max(largest, Math.abs(values[i] as number));
    }
    const scale = largest < TINY ? 1 : largest / MOST_EMBEDDING;
    scales[row] = scale;
    for (let i = from; i < from + columns; i += 1)
      weights[i] = Math.round((values[i] as number) / scale);
  }
  return { weights, scales };
}
