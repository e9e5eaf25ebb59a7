import type * as Plot from '@observablehq/plot';

const DAY = 86_400_000;

/** The days that a chart spans, both included: `yyyy-mm-dd` in UTC. */
export interface Period {
  from: string;
  to: string;
}

/** The whole days around their middle: a day is as wide as it is long. */
export function dayScale({ from, to }: Period): Plot.ScaleOptions {
  return {
    type: 'utc',
    domain: [dayStart(from), dayEnd(to)],
    label: null,
    tickSize: 0,
    ticks: 5,
  };
}

export function dayStart(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

export function dayMiddle(day: string): Date {
  return new Date(dayStart(day).getTime() + DAY / 2);
}

export function dayEnd(day: string): Date {
  return new Date(dayStart(day).getTime() + DAY);
}

/** How many days a period has. */
export function daysOf({ from, to }: Period): number {
  return Math.round((dayEnd(to).getTime() - dayStart(from).getTime()) / DAY);
}
