import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantisedColumns, quantisedRows } from './quantise.ts';

const matrix = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      values: fc.float32Array({
        minLength: rows * columns,
        maxLength: rows * columns,
        noNaN: true,
        min: -1000,
        max: 1000,
      }),
    }),
  );

/** Half a step, and a little for float32. */
const within = (value: number, rounded: number, step: number) =>
  expect(Math.abs(value - rounded)).toBeLessThanOrEqual(
    step * 0.5001 + 1e-6 * Math.abs(value) + 1e-30,
  );

describe('quantised weights', () => {
  it('are within half a step of each column’s own scale, in seven bits', () => {
    fc.assert(
      fc.property(matrix, ({ rows, columns, values }) => {
        const { weights, scales } = quantisedColumns(values, rows);
        expect(scales.length).toBe(columns);
        for (const [i, value] of values.entries()) {
          const scale = scales[i % columns] ?? 0;
          expect(Math.abs(weights[i] ?? 0)).toBeLessThanOrEqual(64);
          within(value, (weights[i] ?? 0) * scale, scale);
        }
      }),
    );
  });

  it('are within half a step of each row’s own scale, in eight bits', () => {
    fc.assert(
      fc.property(matrix, ({ rows, columns, values }) => {
        const { weights, scales } = quantisedRows(values, columns);
        expect(scales.length).toBe(rows);
        for (const [i, value] of values.entries()) {
          const scale = scales[Math.floor(i / columns)] ?? 0;
          within(value, (weights[i] ?? 0) * scale, scale);
        }
      }),
    );
  });

  it('never overflow the sixteen bits in which two products are added', () => {
    const { weights } = quantisedColumns(Float32Array.of(5, 5), 2);
    const sum = 255 * ((weights[0] ?? 0) + (weights[1] ?? 0));
    expect(sum).toBeLessThan(2 ** 15);
  });
});
