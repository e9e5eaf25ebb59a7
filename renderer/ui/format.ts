import type { Interval } from '#core/contract/index.ts';

/** Between thousands, and between a number and its unit: no line breaks there. Inter draws the narrower space so thin that 1 016 reads as 1016. */
const SPACE = '\u00a0';

/** A count with thin spaces between thousands: `29 017`. */
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

/** A difference with its sign: `+0.031`, `−0.004`. */
export function formatDifference(value: number, digits = 3): string {
  const text = value.toFixed(digits);
  return Number(text) > 0 ? `+${text}` : minus(text);
}

/** A share as a percentage without decimals: `62 %`. */
export function formatPercent(share: number): string {
  return `${Math.round(share * 100)}${SPACE}%`;
}

/** Bytes in decimal units: `796 kB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(bytes || 1) / 3)));
  const scaled = bytes / 1000 ** step;
  return `${scaled >= 10 || step === 0 ? Math.round(scaled) : scaled.toFixed(1)}${SPACE}${units[step]}`;
}

/** A duration that is readable at its size: `0.4 s`, `14 s`, `2 min 05 s`, `1 h 12 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)}${SPACE}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${SPACE}s`;
  if (whole < 3600) {
    return `${Math.floor(whole / 60)}${SPACE}min ${pad(whole % 60)}${SPACE}s`;
  }
  return `${Math.floor(whole / 3600)}${SPACE}h ${pad(Math.floor((whole % 3600) / 60))}${SPACE}min`;
}

/** How long ago, in the largest unit that fits: `now`, `5 min`, `3 h`, `2 d`. */
export function formatAgo(at: string, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - new Date(at).getTime()) / 1000);
  if (seconds < 60) return 'now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${SPACE}min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}${SPACE}h`;
  return `${Math.floor(seconds / 86_400)}${SPACE}d`;
}

/** A date and time to the minute, as this machine writes them. */
export function formatMoment(at: string): string {
  return new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}

const TAIL = 6;

/** A long id as what may be cut off at its end, and the end that stays; a short one is not split. Whole characters only. */
export function splitForCut(text: string): [head: string, tail: string] {
  const characters = Array.from(text);
  if (characters.length <= 2 * TAIL) return [text, ''];
  return [characters.slice(0, -TAIL).join(''), characters.slice(-TAIL).join('')];
}

/** The engine's words as the window writes numbers: its narrow space between thousands becomes ours. */
export function engineWords(text: string): string {
  return text.replace(/(?<=\d)\u202f(?=[\d%])/g, SPACE);
}

function minus(text: string): string {
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

function pad(value: number): string {
  return value.toString().padStart(2, '0');
}
