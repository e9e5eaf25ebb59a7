import type { PrecisionRecall, ScoreCut } from '#core/contract/index.ts';
import type { Thresholds } from './what-if.ts';

export type ThresholdName = keyof Thresholds;

/** Where a threshold may stand, rising: at the cuts, so that every count is exact, and where the version has its own. */
export function stopsOf(cuts: readonly ScoreCut[], own: Thresholds): number[] {
  const places = [...cuts.map(({ threshold }) => threshold), own.accept, own.reject];
  const within = places.filter((place): place is number => place !== null && isProbability(place));
  return [...new Set(within)].sort((a, b) => a - b);
}

/** The nearest place for a threshold that was dragged somewhere. */
export function nearestStop(stops: readonly number[], value: number): number | null {
  return stops.reduce<number | null>(
    (best, stop) =>
      best === null || Math.abs(stop - value) < Math.abs(best - value) ? stop : best,
    null,
  );
}

/** A dragged threshold finds the cut whose recall is nearest. */
export function stopAtRecall({ cuts, positives }: PrecisionRecall, recall: number): number | null {
  const distance = ({ correct }: ScoreCut) => Math.abs(correct / positives - recall);
  const nearest = cuts.reduce<ScoreCut | null>(
    (best, cut) => (best === null || distance(cut) < distance(best) ? cut : best),
    null,
  );
  return nearest?.threshold ?? null;
}

/** Moves one threshold; it stops where it meets the other. */
export function moved(now: Thresholds, which: ThresholdName, to: number | null): Thresholds {
  if (which === 'accept') {
    return { ...now, accept: to === null ? null : Math.max(to, now.reject ?? 0) };
  }
  return { ...now, reject: to === null ? null : Math.min(to, now.accept ?? 1) };
}

/** Probability that a press of an arrow goes, and of PageUp or PageDown. */
const STEP = 0.01;
const JUMP = 0.1;

/** Where a key takes a threshold; undefined for a key that does not move. Beyond the last stop lies "none". */
export function pressed(
  stops: readonly number[],
  which: ThresholdName,
  at: number | null,
  { key, shiftKey }: { key: string; shiftKey: boolean },
): number | null | undefined {
  const small = shiftKey ? 0 : STEP;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return raised(stops, which, at, small);
    case 'ArrowLeft':
    case 'ArrowDown':
      return lowered(stops, which, at, small);
    case 'PageUp':
      return raised(stops, which, at, JUMP);
    case 'PageDown':
      return lowered(stops, which, at, JUMP);
    case 'Home':
      return which === 'reject' ? null : (stops[0] ?? null);
    case 'End':
      return which === 'accept' ? null : (stops.at(-1) ?? null);
    default:
      return undefined;
  }
}

// Sums of hundredths miss their mark by a little.
const SLACK = 1e-9;

function raised(stops: readonly number[], which: ThresholdName, at: number | null, by: number) {
  if (at === null) return which === 'accept' ? null : (stops[0] ?? null);
  const above = stops.filter((stop) => stop > at);
  const none = which === 'accept' ? null : at;
  return above.find((stop) => stop >= at + by - SLACK) ?? above.at(-1) ?? none;
}

function lowered(stops: readonly number[], which: ThresholdName, at: number | null, by: number) {
  if (at === null) return which === 'accept' ? (stops.at(-1) ?? null) : null;
  const below = stops.filter((stop) => stop < at);
  const none = which === 'reject' ? null : at;
  return below.findLast((stop) => stop <= at - by + SLACK) ?? below[0] ?? none;
}

function isProbability(value: number): boolean {
  return value >= 0 && value <= 1;
}
