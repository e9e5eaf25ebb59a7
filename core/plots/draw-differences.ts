import * as Plot from '@observablehq/plot';
import type { QueryDifference } from '#core/contract/evaluation-detail.ts';
import {
  type Drawing,
  type DrawOptions,
  drawFigure,
  type SymbolPath,
  tipMarks,
  titled,
} from './figure.ts';
import { formatDifference, formatMetric, formatQuantity } from './format.ts';
import { shorten } from './labels.ts';

interface Step {
  difference: QueryDifference;
  /** Place in the order, from 0. */
  at: number;
  change: number;
  kind: 'gained' | 'lost';
}

/** Above so many, a symbol on each bar would only be noise. */
const SYMBOLS_UP_TO = 120;
/** Above so many, bars are thinner than a pixel: two areas say the same and keep files small. */
const BARS_UP_TO = 400;

/**
 * What each query gained or lost in NDCG@10, largest gain left, largest loss right: the areas show what the mean hides.
 * Null where no query changed.
 */
export function drawDifferences(
  differences: readonly QueryDifference[],
  options: DrawOptions,
): Drawing | null {
  const steps = stepsOf(differences);
  if (steps.length === 0) return null;
  const { theme } = options;
  const symbols = steps.length <= SYMBOLS_UP_TO ? steps : [];
  const middle = ({ at }: Step) => at + 0.5;
  return drawFigure(options, {
    height: 240,
    ...{ marginLeft: 42, marginRight: 16, marginTop: 14, marginBottom: 22 },
    x: { axis: null, domain: [0, steps.length] },
    y: {
      label: null,
      ticks: 5,
      tickSize: 0,
      domain: [-1.05, 1.05],
      tickFormat: (change: number) => formatDifference(change, 1),
    },
    marks: [
      Plot.gridY({ stroke: theme.line, strokeOpacity: 1, ticks: 5 }),
      ...(steps.length <= BARS_UP_TO ? bars(steps, options) : areas(steps, options)),
      Plot.ruleY([0], { stroke: theme.lineStrong }),
      Plot.dot(symbols, {
        x: middle,
        y: 'change',
        symbol: ({ kind }: Step) => (kind === 'gained' ? triangleUp : triangleDown),
        r: 3,
        fill: ({ kind }: Step) => toneOf(kind, options),
      }),
      ...counts(steps, options),
      ...tipMarks(options, steps, { x: middle, y: 'change', title: describeMark }),
    ],
  });
}

const toneOf = (kind: Step['kind'], { theme }: DrawOptions): string =>
  kind === 'gained' ? theme.accept : theme.reject;

function bars(steps: readonly Step[], options: DrawOptions): Plot.Markish[] {
  return [
    Plot.rectY(steps, {
      x1: 'at',
      x2: ({ at }: Step) => at + 1,
      y1: 0,
      y2: 'change',
      fill: ({ kind }: Step) => toneOf(kind, options),
      fillOpacity: 0.55,
      insetLeft: steps.length < 150 ? 0.5 : 0,
      ...titled(options, describeMark),
    }),
  ];
}

function areas(steps: readonly Step[], options: DrawOptions): Plot.Markish[] {
  return (['gained', 'lost'] as const).map((kind) => {
    const own = steps.filter((step) => step.kind === kind);
    const ends = own.flatMap(({ at, change }) => [
      { at, change },
      { at: at + 1, change },
    ]);
    return Plot.areaY(ends, {
      x: 'at',
      y1: 0,
      y2: 'change',
      fill: toneOf(kind, options),
      fillOpacity: 0.55,
    });
  });
}

function stepsOf(differences: readonly QueryDifference[]): Step[] {
  return differences
    .map((difference) => ({ difference, change: difference.now - difference.before }))
    .filter(({ change }) => Number.isFinite(change) && change !== 0)
    .sort((a, b) => b.change - a.change)
    .map((step, at) => ({ ...step, at, kind: step.change > 0 ? 'gained' : 'lost' }));
}

/** How many won and lost, each beside its own side. */
function counts(steps: readonly Step[], { theme }: DrawOptions): Plot.Markish[] {
  const of = (kind: Step['kind']) => steps.filter((step) => step.kind === kind).length;
  const label = (text: string, above: boolean) =>
    Plot.text([text], {
      text: (words: string) => words,
      frameAnchor: above ? 'top-right' : 'bottom-left',
      dx: above ? -4 : 4,
      dy: above ? 4 : -4,
      fill: above ? theme.accept : theme.reject,
      fontWeight: 600,
    });
  return [
    label(`▲ ${formatQuantity(of('gained'), 'query', 'queries')} gained`, true),
    label(`▼ ${formatQuantity(of('lost'), 'query', 'queries')} lost`, false),
  ];
}

const triangle = (side: 1 | -1): Plot.SymbolImplementation => ({
  draw: (path: SymbolPath, size: number) => {
    const half = Math.sqrt(size / Math.PI);
    path.moveTo(-half, side * half);
    path.lineTo(half, side * half);
    path.lineTo(0, -side * half);
    path.closePath();
  },
});
const triangleUp = triangle(1);
const triangleDown = triangle(-1);

const rank = (place: number | null): string => (place === null ? 'beyond 100' : `${place}`);

function describeMark({ difference, change }: Step): string {
  const { query, right, before, now, rankBefore, rankNow } = difference;
  return [
    shorten(query, 80),
    ...(right ? [`right: ${shorten(right.name ?? right.key, 70)}`] : []),
    `NDCG@10 ${formatMetric(before)} → ${formatMetric(now)} (${formatDifference(change)})`,
    `rank ${rank(rankBefore)} → ${rank(rankNow)}`,
  ].join('\n');
}
