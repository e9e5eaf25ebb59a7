import { expect, it } from 'vitest';
import { createExactScan } from './exact-scan.ts';

const numbers = (length: number, seed: number) =>
  Float32Array.from({ length }, (_, i) => Math.sin(seed + i * 1.7));

function bruteForce(queries: Float32Array, vectors: Float32Array, dimensions: number): number[] {
  const scores: number[] = [];
  for (let q = 0; q < queries.length; q += dimensions) {
    for (let v = 0; v < vectors.length; v += dimensions) {
      let sum = 0;
      for (let c = 0; c < dimensions; c += 1) sum += (queries[q + c] ?? 0) * (vectors[v + c] ?? 0);
      scores.push(sum);
    }
  }
  return scores;
}

it('equals brute force, for one query and for a batch', async () => {
  const vectors = numbers(500 * 16, 1);
  const scan = await createExactScan(vectors, 16, 1);
  for (const count of [1, 7]) {
    const queries = numbers(count * 16, count);
    const scores = await scan.scores(queries);
    const expected = bruteForce(queries, vectors, 16);
    expect(scores.length).toBe(expected.length);
    expected.forEach((value, i) => {
      expect(scores[i]).toBeCloseTo(value, 4);
    });
  }
  await scan.close();
});

it('gives one query the very scores that it has in a batch', async () => {
  const scan = await createExactScan(numbers(300 * 16, 1), 16, 2);
  const queries = numbers(40 * 16, 3);
  const batch = await scan.scores(queries);
  for (let q = 0; q < 40; q += 1) {
    const single = await scan.scores(queries.slice(q * 16, (q + 1) * 16));
    expect(single).toEqual(batch.subarray(q * 300, (q + 1) * 300));
  }
  await scan.close();
});

it('goes on after a query of the wrong size', async () => {
  const scan = await createExactScan(numbers(40, 1), 4, 1);
  await expect(scan.scores(new Float32Array(3))).rejects.toThrow();
  expect((await scan.scores(new Float32Array(4))).length).toBe(10);
  await scan.close();
});

it('has nothing to say of an empty index', async () => {
  const scan = await createExactScan(new Float32Array(0), 4, 1);
  expect(await scan.scores(new Float32Array(4))).toEqual(new Float32Array(0));
});
