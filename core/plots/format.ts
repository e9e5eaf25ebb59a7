import type { Interval } from '#core/contract/common.ts';

/** Between thousands, and between a number and its unit: no line breaks there. Inter draws the narrower space so thin that 1 016 reads as 1016. */
const SPACE = '\u00a0';

/** A count with spaces between thousands: `29 017`. */
export function formatCount(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, SPACE);
}

/** `1 entry`, `29 017 entries`. */
export function formatQuantity(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** A metric with three digits and a true minus: `0.561`. */
export function formatMetric(value: number): string {
  return minus(value.toFixed(3));
}

/** A probability with two digits that never claims certainty: `0.93`, `>0.99`, `<0.01`. */
export function formatProbability(value: number): string {
  if (value >= 0.995) return '>0.99';
  if (value < 0.005) return '<0.01';
  return value.toFixed(2);
}

/** The uncertainty beside a value: `± 0.022` where both sides are alike, else `0.941 to 0.969`. */
export function formatUncertainty({ value, lower, upper }: Interval): string {
  const below = value - lower;
  const above = upper - value;
  const even = Math.abs(below - above) <= Math.max(0.002, 0.1 * Math.max(below, above));
  return even
    ? `± ${((below + above) / 2).toFixed(3)}`
    : `${formatMetric(lower)} to ${formatMetric(upper)}`;
}

/** A value with its uncertainty: `0.561 ± 0.022`, or `0.957 (0.941 to 0.969)`. */
export function formatMeasured(interval: Interval): string {
  const uncertainty = formatUncertainty(interval);
  const value = formatMetric(interval.value);
  return uncertainty.startsWith('±') ? `${value} ${uncertainty}` : `${value} (${uncertainty})`;
}

/** A difference with its sign: `+0.031`, `−0.004`. */
export function formatDifference(value: number, digits = 3): string {
  const text = value.toFixed(digits);
  return Number(text) > 0 ? `+${text}` : minus(text);
}

/** A share as a percentage without decimals: `62 %`. */
export function formatPercent(share: number): string {
  return `${Math.round(share * 100)}${SPACE}%`;
}

/** A p value: `0.031`, or `< 0.001`. */
export function formatPValue(value: number): string {
  return value < 0.001 ? '< 0.001' : value.toFixed(3);
}

function minus(text: string): string {
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}
