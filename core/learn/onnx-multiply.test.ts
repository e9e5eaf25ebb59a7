import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { matrix } from './multiply.ts';
import { onnxMultiplier } from './onnx-multiply.ts';
import { plainMultiply, randomMatrix } from './testing.ts';

const multiplier = onnxMultiplier(1);
afterAll(() => multiplier.close());

const side = fc.integer({ min: 1, max: 20 });

it('multiplies like sums by hand, transposed or not', async () => {
  await fc.assert(
    fc.asyncProperty(side, side, side, fc.boolean(), fc.boolean(), async (n, k, m, a, b) => {
      const left = a ? randomMatrix(k, n, 1) : randomMatrix(n, k, 1);
      const right = b ? randomMatrix(m, k, 2) : randomMatrix(k, m, 2);
      const product = await multiplier.multiply(left, right, { a, b });
      const wanted = await plainMultiply(left, right, { a, b });
      expect([product.rows, product.columns]).toEqual([n, m]);
      product.values.forEach((value, i) => {
        expect(value).toBeCloseTo(wanted.values[i] as number, 4);
      });
    }),
    { numRuns: 40 },
  );
});

it('gives the same bits again', async () => {
  const [a, b] = [randomMatrix(64, 48, 3), randomMatrix(48, 40, 4)];
  const first = await multiplier.multiply(a, b);
  expect(await multiplier.multiply(a, b)).toEqual(first);
});

it('takes sides of no length, and refuses sides that do not agree', async () => {
  const product = await multiplier.multiply(matrix(0, 3), randomMatrix(3, 2, 1));
  expect([product.rows, product.columns, product.values.length]).toEqual([0, 2, 0]);
  await expect(multiplier.multiply(matrix(2, 3), matrix(2, 3))).rejects.toThrow('Inner sides');
});
