import * as Plot from '@observablehq/plot';
import type { MetricSeries } from '#core/contract/runs.ts';
import { type Drawing, type DrawOptions, drawFigure, plainAxis, tipMarks } from './figure.ts';
import { formatMetric } from './format.ts';

interface Point {
  x: number;
  value: number;
}

const MOST_DOTS = 60;

/** One measured number over the steps of a run, or over its seconds where it has no steps. Null with fewer than two numbers. */
export function drawMetricSeries(
  { name, points: measured }: MetricSeries,
  options: DrawOptions,
): Drawing | null {
  const { points, axis } = placed(measured.filter(({ value }) => Number.isFinite(value)));
  const last = points.at(-1);
  if (!last || points.length < 2) return null;
  const { theme } = options;
  return drawFigure(options, {
    height: 150,
    ...{ marginLeft: 50, marginRight: 50, marginTop: 24, marginBottom: 32 },
    x: { ...plainAxis, label: axis, ticks: wholeTicks(points), tickFormat: shortNumber },
    y: { label: null, ticks: 4, tickSize: 0, nice: true, tickFormat: shortNumber },
    marks: [
      Plot.gridY({ stroke: theme.line, strokeOpacity: 1, ticks: 4 }),
      Plot.text([name], {
        frameAnchor: 'top-left',
        dx: -46,
        dy: -20,
        fill: theme.text,
        fontWeight: 500,
      }),
      Plot.lineY(points, { x: 'x', y: 'value', stroke: theme.accent, strokeWidth: 1.6 }),
      Plot.dot(points.length <= MOST_DOTS ? points : [last], {
        x: 'x',
        y: 'value',
        r: 2.5,
        fill: theme.accent,
      }),
      Plot.text([last], {
        x: 'x',
        y: 'value',
        text: ({ value }: Point) => shortNumber(value),
        textAnchor: 'start',
        dx: 7,
        fill: theme.accent,
      }),
      ...tipMarks(options, points, {
        x: 'x',
        y: 'value',
        title: ({ x, value }: Point) => `${axis} ${shortNumber(x)}\n${formatMetric(value)}`,
      }),
    ],
  });
}

/** About five ticks; steps and seconds are read as whole numbers, so that few of them get a tick each. */
function wholeTicks(points: readonly Point[]): number | number[] {
  const first = Math.ceil(points[0]?.x ?? 0);
  const last = Math.floor(points.at(-1)?.x ?? 0);
  return last - first <= 8
    ? Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place)
    : 5;
}

/** Steps where each number has its own, else seconds since the first. */
function placed(measured: MetricSeries['points']): { points: Point[]; axis: string } {
  const steps = new Set(measured.map(({ step }) => step));
  if (steps.size === measured.length) {
    const points = measured.map(({ step, value }) => ({ x: step, value }));
    return { points: points.toSorted((a, b) => a.x - b.x), axis: 'step' };
  }
  const begun = Date.parse(measured[0]?.at ?? '');
  const points = measured.map(({ at, value }) => ({ x: (Date.parse(at) - begun) / 1000, value }));
  return { points, axis: 'seconds' };
}

/** Whole numbers as they are, others with three significant digits. */
function shortNumber(value: number): string {
  const text = Number.isInteger(value) ? `${value}` : `${Number(value.toPrecision(3))}`;
  return text.replace('-', '−');
}
