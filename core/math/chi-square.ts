import { logGamma } from './special-functions.ts';

/** Regularised lower incomplete gamma function P(a, x), a > 0. Series below a + 1, continued fraction above (DLMF 8.11.4, 8.9.2). */
export function incompleteGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? front * gammaSeries(a, x) : 1 - front * gammaFraction(a, x);
}

const ENOUGH = 1e-15;
const MOST_TERMS = 10_000;

function gammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_TERMS && term > sum * ENOUGH; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Lentz's method; with x >= a + 1 no denominator comes near 0. */
function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) < ENOUGH) break;
  }
  return fraction;
}

/** The value below which `share` of the chi-square distribution with `degrees` of freedom lies. Bisection, to about 1e-12. */
export function chiSquareQuantile(share: number, degrees: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return Number.POSITIVE_INFINITY;
  const below = (x: number) => incompleteGamma(degrees / 2, x / 2);
  let high = degrees + 1;
  while (below(high) < share) high *= 2;
  let low = 0;
  for (let step = 0; step < 100 && high - low > 1e-13 * high; step += 1) {
    const middle = (low + high) / 2;
    if (below(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
