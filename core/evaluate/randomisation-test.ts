import { randomWords } from '#core/math/seeded-random.ts';
import type { ResampleOptions } from './bootstrap.ts';

/** With so many differences or fewer, all 2^n sign patterns are counted instead of sampled. */
const EXACT_UP_TO = 16;
const DRAWS_PER_BREATH = 200_000;

/**
 * Two-sided p value of the paired randomisation test: how often the sum of the differences would be as far from 0 if
 * each one's sign were a coin's. Differences of 0 say nothing and are left out. Exact up to 16 differences, otherwise
 * `flips` (10,000) random patterns, of which the observed one is counted as one more so that p is never 0.
 * Source: Smucker, Allan and Carterette, CIKM 2007; Phipson and Smyth, 2010.
 */
export async function randomisationTest(
  differences: ArrayLike<number>,
  { seed, flips = 10_000, breathe }: ResampleOptions & { flips?: number },
): Promise<number> {
  const moved = Float64Array.from(differences).filter((difference) => Math.abs(difference) > 1e-12);
  if (moved.length === 0) return 1;
  if (moved.length <= EXACT_UP_TO) return exactPValue(moved);
  const observed = asFar(moved);
  const word = randomWords(seed);
  const perBreath = Math.max(1, Math.floor(DRAWS_PER_BREATH / moved.length));
  let extreme = 0;
  for (let flip = 0; flip < flips; flip++) {
    if (flip % perBreath === 0) await breathe?.();
    if (Math.abs(randomSignSum(moved, word)) >= observed) extreme++;
  }
  return (extreme + 1) / (flips + 1);
}

function exactPValue(differences: Float64Array): number {
  const observed = asFar(differences);
  const patterns = 2 ** differences.length;
  let extreme = 0;
  for (let pattern = 0; pattern < patterns; pattern++) {
    let sum = 0;
    for (let i = 0; i < differences.length; i++) {
      const difference = differences[i] as number;
      sum += (pattern >> i) & 1 ? difference : -difference;
    }
    if (Math.abs(sum) >= observed) extreme++;
  }
  return extreme / patterns;
}

/** The observed distance from 0, a rounding error lower, so that patterns with the same sum count as the same. */
function asFar(differences: Float64Array): number {
  let sum = 0;
  let size = 0;
  for (const difference of differences) {
    sum += difference;
    size += Math.abs(difference);
  }
  return Math.abs(sum) - 1e-12 * size;
}

function randomSignSum(differences: Float64Array, word: () => number): number {
  let sum = 0;
  let bits = 0;
  for (let i = 0; i < differences.length; i++) {
    bits = i % 32 === 0 ? word() : bits >>> 1;
    const difference = differences[i] as number;
    sum += bits & 1 ? difference : -difference;
  }
  return sum;
}
