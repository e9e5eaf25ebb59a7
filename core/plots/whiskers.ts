import * as Plot from '@observablehq/plot';
import type { Interval } from '#core/contract/common.ts';
import type { SymbolPath } from './figure.ts';

const WIDTH = 1.6;
const CAP = 5;

interface Look {
  stroke: Plot.ChannelValueSpec;
  dx?: number;
}

/** Upright 95 % intervals with a short line at either end. */
export function whiskersX<Datum>(
  data: readonly Datum[],
  x: string | ((datum: Datum) => unknown),
  interval: (datum: Datum) => Interval,
  { stroke, dx = 0 }: Look,
): Plot.Markish[] {
  const y1 = (datum: Datum) => interval(datum).lower;
  const y2 = (datum: Datum) => interval(datum).upper;
  const cap = { symbol: lying, stroke, strokeWidth: WIDTH, dx };
  return [
    Plot.ruleX(data, { x, y1, y2, stroke, strokeWidth: WIDTH, dx }),
    Plot.dot(data, { x, y: y1, ...cap }),
    Plot.dot(data, { x, y: y2, ...cap }),
  ];
}

/** Lying 95 % intervals likewise. */
export function whiskersY<Datum>(
  data: readonly Datum[],
  y: string | ((datum: Datum) => unknown),
  interval: (datum: Datum) => Interval,
  { stroke }: Look,
): Plot.Markish[] {
  const x1 = (datum: Datum) => interval(datum).lower;
  const x2 = (datum: Datum) => interval(datum).upper;
  const cap = { symbol: upright, stroke, strokeWidth: WIDTH };
  return [
    Plot.ruleY(data, { y, x1, x2, stroke, strokeWidth: WIDTH }),
    Plot.dot(data, { y, x: x1, ...cap }),
    Plot.dot(data, { y, x: x2, ...cap }),
  ];
}

const lying: Plot.SymbolImplementation = {
  draw: (path: SymbolPath) => {
    path.moveTo(-CAP, 0);
    path.lineTo(CAP, 0);
  },
};

const upright: Plot.SymbolImplementation = {
  draw: (path: SymbolPath) => {
    path.moveTo(0, 1 - CAP);
    path.lineTo(0, CAP - 1);
  },
};
