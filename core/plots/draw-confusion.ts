import * as Plot from '@observablehq/plot';
import type { Confusion } from '#core/contract/evaluation-detail.ts';
import { type Drawing, type DrawOptions, drawFigure, titled } from './figure.ts';
import { formatCount, formatQuantity } from './format.ts';
import { plainText, shorten } from './labels.ts';

interface Bar {
  confusion: Confusion;
  /** Entries may share names, so the place is what tells bars apart. */
  at: number;
  label: string;
}

const ROW = 34;
const MOST = 15;
const CHARACTER_WIDTH = 6.3;

/** The pairs of entries most often confused: the right one → the one put first, as bars. Null where there is none. */
export function drawConfusion(
  confusion: readonly Confusion[],
  options: DrawOptions,
): Drawing | null {
  const bars = barsOf(confusion, options.width);
  if (bars.length === 0) return null;
  const { theme } = options;
  const y = 'at';
  const queries = (bar: Bar) => bar.confusion.queries;
  return drawFigure(options, {
    height: bars.length * ROW + 10,
    ...{ marginLeft: 4, marginRight: 36, marginTop: 2, marginBottom: 8 },
    // A single query is not to look like a great many.
    x: { axis: null, domain: [0, Math.max(5, ...bars.map(queries))] },
    y: { axis: null, type: 'band', domain: bars.map(({ at }) => at), padding: 0 },
    marks: [
      Plot.barX(bars, {
        ...{ x1: 0, x2: queries, y },
        insetTop: 20,
        insetBottom: 6,
        fill: theme.reject,
        fillOpacity: 0.55,
        ...titled(options, describeMark),
      }),
      Plot.text(bars, {
        ...{ x: 0, y },
        text: 'label',
        textAnchor: 'start',
        dy: -6,
        fill: theme.text,
        title: describeMark,
      }),
      Plot.text(bars, {
        ...{ x: queries, y },
        text: (bar: Bar) => formatCount(queries(bar)),
        textAnchor: 'start',
        ...{ dx: 6, dy: 7 },
        fill: theme.muted,
      }),
    ],
  });
}

function barsOf(confusion: readonly Confusion[], width: number): Bar[] {
  const room = Math.max(8, Math.floor((width - 40) / CHARACTER_WIDTH / 2) - 2);
  return confusion
    .filter(({ queries }) => queries > 0)
    .slice(0, MOST)
    .map((one, at) => ({
      confusion: one,
      at,
      label: `${shorten(nameOf(one.right), room)} → ${shorten(nameOf(one.found), room)}`,
    }));
}

const nameOf = ({ key, name }: Confusion['right']): string => name ?? key;

function describeMark({ confusion: { right, found, queries, examples } }: Bar): string {
  return [
    `${plainText(nameOf(right))} → ${plainText(nameOf(found))}`,
    formatQuantity(queries, 'query', 'queries'),
    ...examples.slice(0, 3).map((example) => `“${shorten(example, 60)}”`),
  ].join('\n');
}
