import * as Plot from '@observablehq/plot';
import type { DayCounts } from '#core/contract/monitor.ts';
import { dayMiddle, dayScale, type Period } from './daily.ts';
import { type Drawing, type DrawOptions, drawFigure, tipMarks, titled } from './figure.ts';
import { formatQuantity } from './format.ts';
import type { PlotTheme } from './theme.ts';

interface Point {
  day: string;
  searches: number;
  p50: number;
  p95: number;
}

interface Series {
  name: 'p50' | 'p95';
  colour: keyof Pick<PlotTheme, 'accent' | 'review'>;
  symbol: Plot.SymbolType;
  dash: string;
}

const SERIES: readonly Series[] = [
  { name: 'p95', colour: 'review', symbol: 'diamond', dash: '4 3' },
  { name: 'p50', colour: 'accent', symbol: 'circle', dash: '' },
];
const MOST_MARKED = 45;

/** Milliseconds of searches by day: the middle one, and the one that one in twenty exceeds. Null where nothing was searched. */
export function drawDailyLatency(
  days: readonly Pick<DayCounts, 'day' | 'searches' | 'latency'>[],
  options: DrawOptions & { period: Period },
): Drawing | null {
  const points = days.flatMap(({ day, searches, latency }): Point[] =>
    latency ? [{ day, searches, p50: latency.p50, p95: latency.p95 }] : [],
  );
  const last = points.at(-1);
  if (!last) return null;
  const { theme, period } = options;
  return drawFigure(options, {
    height: 170,
    ...{ marginLeft: 46, marginRight: 36, marginTop: 24, marginBottom: 24 },
    x: dayScale(period),
    y: {
      label: null,
      domain: [0, Math.max(1, ...points.map(({ p95 }) => p95))],
      nice: true,
      ticks: 4,
      tickSize: 0,
    },
    marks: [
      Plot.gridY({ stroke: theme.line, strokeOpacity: 1, ticks: 4 }),
      Plot.text(['milliseconds'], {
        frameAnchor: 'top-left',
        dx: -42,
        dy: -20,
        fill: theme.muted,
      }),
      ...SERIES.flatMap((series) => seriesMarks(series, points, last, options)),
      ...tipMarks(options, points, {
        x: ({ day }: Point) => dayMiddle(day),
        y: 'p95',
        title: describe,
      }),
    ],
  });
}

function seriesMarks(
  { name, colour, symbol, dash }: Series,
  points: readonly Point[],
  last: Point,
  options: DrawOptions,
): Plot.Markish[] {
  const fill = options.theme[colour];
  const x = ({ day }: Point) => dayMiddle(day);
  return [
    Plot.lineY(points, { x, y: name, stroke: fill, strokeDasharray: dash, strokeWidth: 1.5 }),
    Plot.dot(points.length <= MOST_MARKED ? points : [last], {
      ...{ x, y: name, symbol, r: 3, fill },
      ...titled(options, describe),
    }),
    Plot.text([last], { x, y: name, text: () => name, textAnchor: 'start', dx: 8, fill }),
  ];
}

function describe({ day, searches, p50, p95 }: Point): string {
  return `${day}\n${formatQuantity(searches, 'search', 'searches')}\np50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}`;
}

/** `3.4 ms`, `120 ms` */
function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)}\u00a0ms`;
}
