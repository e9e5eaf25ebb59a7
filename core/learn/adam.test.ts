import { expect, it } from 'vitest';
import { adamStep, startAdam } from './adam.ts';

const origin = Float32Array.of(0, 0);

it('moves by the learning rate against the gradient at first, whatever its size', () => {
  const at = Float32Array.of(0, 0);
  adamStep(at, Float32Array.of(1e-3, -50), origin, startAdam(2), { learningRate: 0.1 });
  expect(at[0]).toBeCloseTo(-0.1, 4);
  expect(at[1]).toBeCloseTo(0.1, 4);
});

it('finds the lowest point of a bowl', () => {
  const at = Float32Array.of(5, -3);
  const state = startAdam(2);
  for (let i = 0; i < 2000; i += 1) {
    const gradient = Float32Array.of(2 * ((at[0] as number) - 1), 8 * ((at[1] as number) - 2));
    adamStep(at, gradient, origin, state, { learningRate: 0.02 });
  }
  expect(at[0]).toBeCloseTo(1, 2);
  expect(at[1]).toBeCloseTo(2, 2);
  expect(state.steps).toBe(2000);
});

it('goes back to the origin where nothing pulls', () => {
  const at = Float32Array.of(1, 1);
  const state = startAdam(2);
  for (let i = 0; i < 100; i += 1) {
    adamStep(at, origin, origin, state, { learningRate: 0.1, decay: 1 });
  }
  expect(at[0]).toBeLessThan(1e-4);
});
