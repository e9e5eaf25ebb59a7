import * as Plot from '@observablehq/plot';
import { dayEnd, dayMiddle, dayScale, dayStart, type Period } from './daily.ts';
import { type Drawing, type DrawOptions, drawFigure, tipMarks, titled } from './figure.ts';
import { formatCount, formatQuantity } from './format.ts';

/** How often something happened on one day. */
export interface DailyCount {
  day: string;
  count: number;
}

export interface DailyCountsOptions extends DrawOptions {
  period: Period;
  /** What is counted: "search", "searches". */
  one: string;
  many: string;
}

/** Counts by day as bars. Null where nothing was counted. */
export function drawDailyCounts(
  days: readonly DailyCount[],
  options: DailyCountsOptions,
): Drawing | null {
  const most = Math.max(0, ...days.map(({ count }) => count));
  if (most === 0) return null;
  const { theme, period, one, many } = options;
  const words = ({ day, count }: DailyCount) => `${day}\n${formatQuantity(count, one, many)}`;
  return drawFigure(options, {
    height: 170,
    ...{ marginLeft: 46, marginRight: 12, marginTop: 24, marginBottom: 24 },
    x: dayScale(period),
    y: {
      label: null,
      domain: [0, most],
      nice: true,
      ticks: Math.min(4, most),
      tickSize: 0,
      tickFormat: formatCount,
    },
    marks: [
      Plot.gridY({ stroke: theme.line, strokeOpacity: 1, ticks: Math.min(4, most) }),
      Plot.text([many], { frameAnchor: 'top-left', dx: -42, dy: -20, fill: theme.muted }),
      Plot.rectY(days, {
        x1: ({ day }: DailyCount) => dayStart(day),
        x2: ({ day }: DailyCount) => dayEnd(day),
        y: 'count',
        inset: 0.75,
        fill: theme.accent,
        fillOpacity: 0.75,
        ...titled(options, words),
      }),
      Plot.ruleY([0], { stroke: theme.lineStrong }),
      ...tipMarks(options, days, {
        x: ({ day }: DailyCount) => dayMiddle(day),
        y: 'count',
        title: words,
      }),
    ],
  });
}
