import { expect, it } from 'vitest';
import type { Dtype } from '#core/contract/models.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { normaliseRows } from '#core/math/vectors.ts';
import { agreementOf, disagreement } from './agreement.ts';

const D = 16;
const TEXTS = 100;

function randomRows(seed: number): Float32Array {
  const random = seededRandom(seed);
  return normaliseRows(
    Float32Array.from({ length: TEXTS * D }, () => random() - 0.5),
    D,
  );
}

const reference = randomRows(1);

const noisy = (size: number) => {
  const random = seededRandom(2);
  return normaliseRows(
    reference.map((value) => value + size * (random() - 0.5)),
    D,
  );
};

it('is whole for the same vectors', () => {
  const { meanCosine, sameTop10 } = agreementOf(reference, reference, D);
  expect(meanCosine).toBeCloseTo(1, 6);
  expect(sameTop10).toBe(1);
});

it('forgives rounding, also where neighbours are equally near', () => {
  const doubled = new Float32Array(2 * reference.length);
  doubled.set(reference);
  doubled.set(noisy(1e-5), reference.length);
  const rounded = doubled.map((value) => Math.fround(value + 1e-6));
  expect(agreementOf(rounded, doubled, D).sameTop10).toBe(1);
});

it('sees neighbours that changed', () => {
  const { meanCosine, sameTop10 } = agreementOf(noisy(0.5), reference, D);
  expect(meanCosine).toBeLessThan(0.95);
  expect(sameTop10).toBeLessThan(0.1);
});

it('is nothing for vectors of other texts', () => {
  expect(Math.abs(agreementOf(randomRows(9), reference, D).meanCosine)).toBeLessThan(0.1);
});

it('compares the texts that both have, and no neighbours among a few', () => {
  const few = reference.subarray(0, 16 * D);
  for (const [a, b] of [
    [few, reference],
    [reference, few],
  ] as const) {
    const { meanCosine, sameTop10 } = agreementOf(a, b, D);
    expect(meanCosine).toBeCloseTo(1, 6);
    expect(sameTop10).toBeNull();
  }
});

it.each<[Dtype, number, number | null, string | null]>([
  ['fp32', 0.9991, 0.96, null],
  ['fp32', 0.99899, 1, 'mean cosine 0.9989, needed 0.999'],
  ['fp32', 1, 0.949, 'the same ten for 94 % of the probe texts, needed 95 %'],
  ['fp32', 1, null, null],
  ['fp16', 0.9901, 0.95, null],
  ['fp16', 0.989, 1, 'needed 0.99'],
  ['fp16', 0.999, 0.5, 'needed 95 %'],
  ['int8', 0.971, 0.2, null],
  ['int8', 0.969, 1, 'needed 0.97'],
  ['q4', 0.951, 0, null],
  ['q4', 0.94, 1, 'needed 0.95'],
  ['q4', Number.NaN, 1, 'not a number'],
])('%s with %d and %d: %s', (dtype, meanCosine, sameTop10, says) => {
  const words = disagreement(dtype, { meanCosine, sameTop10 });
  if (says === null) expect(words).toBeNull();
  else expect(words).toContain(says);
});
