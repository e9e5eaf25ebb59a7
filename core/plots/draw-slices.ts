import * as Plot from '@observablehq/plot';
import type { Interval } from '#core/contract/common.ts';
import type { Slice } from '#core/contract/evaluation-detail.ts';
import {
  type Drawing,
  type DrawOptions,
  drawFigure,
  isFiniteInterval,
  spreadOf,
  tipMarks,
  titled,
} from './figure.ts';
import { formatCount, formatMetric, formatQuantity, formatUncertainty } from './format.ts';
import { shorten } from './labels.ts';
import type { PlotTheme } from './theme.ts';
import { VERSION_MEASURES } from './version-marks.ts';
import { whiskersY } from './whiskers.ts';

export interface SlicesOptions extends DrawOptions {
  measure?: 'ndcg' | 'mrr' | 'top1';
  /** The measure over all queries: a dashed line. */
  overall?: Interval | null;
}

interface Row {
  /** Place from the top. */
  at: number;
  /** Null: the facet's heading. */
  slice: Slice | null;
  heading: string;
}

const ROW = 22;
/** Slices of one facet. */
const MOST = 12;
/** Sans-serif at 11 px. */
const CHARACTER_WIDTH = 6.2;

/** A measure of each part of the test queries with its 95 % interval, grouped by facet. Null without slices. */
export function drawSlices(slices: readonly Slice[], options: SlicesOptions): Drawing | null {
  const { measure = 'ndcg', overall = null, theme, width } = options;
  const rows = rowsOf(slices.filter((slice) => isFiniteInterval(slice[measure])));
  if (rows.length === 0) return null;
  const dots = rows.flatMap(({ at, slice }) => (slice ? [{ at, slice }] : []));
  const interval = ({ slice }: Dot) => slice[measure];
  const value = (dot: Dot) => interval(dot).value;
  const title = ({ slice }: Dot) => describeMark(slice, measure);
  const marginLeft = Math.round(Math.min(230, width * 0.38));
  const stroke = ({ slice }: Dot) => toneOf(slice, theme);
  return drawFigure(options, {
    height: rows.length * ROW + 44,
    ...{ marginLeft, marginRight: 48, marginTop: 18, marginBottom: 26 },
    x: { label: null, tickSize: 0, ticks: 5, nice: true, domain: spreadOf(dots.map(interval)) },
    y: { axis: null, type: 'point', domain: rows.map(({ at }) => at), padding: 0.5 },
    marks: [
      Plot.gridX({ stroke: theme.line, strokeOpacity: 1, ticks: 5 }),
      ...overallMarks(overall, theme),
      ...whiskersY(dots, 'at', interval, { stroke }),
      Plot.dot(dots, {
        ...{ x: value, y: 'at' },
        symbol: ({ slice }: Dot) => symbolOf(slice),
        r: 4.2,
        fill: stroke,
        ...titled(options, title),
      }),
      ...labels(rows, marginLeft, theme),
      ...tipMarks(options, dots, { x: value, y: 'at', title }),
    ],
  });
}

interface Dot {
  at: number;
  slice: Slice;
}

/** A heading above each facet's slices, the largest of them; facets and slices stay in their order. */
function rowsOf(slices: readonly Slice[]): Row[] {
  const facets = [...new Set(slices.map(({ facet }) => facet))];
  return facets
    .flatMap((facet): Omit<Row, 'at'>[] => {
      const own = slices.filter((slice) => slice.facet === facet);
      const shown = largest(own);
      const heading =
        shown.length < own.length ? `${facet}: ${shown.length} largest of ${own.length}` : facet;
      return [{ heading, slice: null }, ...shown.map((slice) => ({ heading, slice }))];
    })
    .map((row, at) => ({ ...row, at }));
}

function largest(slices: readonly Slice[]): readonly Slice[] {
  if (slices.length <= MOST) return slices;
  const kept = new Set(slices.toSorted((a, b) => b.queries - a.queries).slice(0, MOST));
  return slices.filter((slice) => kept.has(slice));
}

function overallMarks(overall: Interval | null, { faint }: PlotTheme): Plot.Markish[] {
  if (!overall || !isFiniteInterval(overall)) return [];
  return [
    Plot.ruleX([overall.value], { stroke: faint, strokeDasharray: '3 3' }),
    Plot.text([overall.value], {
      x: (value: number) => value,
      text: () => 'all queries',
      frameAnchor: 'top',
      dy: -12,
      fill: faint,
    }),
  ];
}

function labels(rows: readonly Row[], marginLeft: number, theme: PlotTheme): Plot.Markish[] {
  const room = Math.floor((marginLeft - 20) / CHARACTER_WIDTH);
  const headings = rows.filter(({ slice }) => slice === null);
  const slices = rows.filter(({ slice }) => slice !== null);
  return [
    Plot.text(headings, {
      y: 'at',
      text: ({ heading }: Row) => shorten(heading, room + 4),
      frameAnchor: 'left',
      textAnchor: 'start',
      dx: -marginLeft,
      fill: theme.text,
      fontWeight: 600,
    }),
    Plot.text(slices, {
      y: 'at',
      text: ({ slice }: Row) => shorten(slice?.value ?? '', room),
      frameAnchor: 'left',
      textAnchor: 'start',
      dx: 12 - marginLeft,
      fill: theme.muted,
    }),
    Plot.text(slices, {
      y: 'at',
      text: ({ slice }: Row) => formatCount(slice?.queries ?? 0),
      frameAnchor: 'right',
      textAnchor: 'end',
      dx: 44,
      fill: theme.faint,
    }),
  ];
}

function toneOf({ change }: Slice, theme: PlotTheme): string {
  if (change?.verdict === 'better') return theme.accept;
  if (change?.verdict === 'worse') return theme.reject;
  return theme.accent;
}

/** Better than before points up, worse is square: never by colour alone. */
function symbolOf({ change }: Slice): Plot.SymbolType {
  if (change?.verdict === 'better') return 'triangle';
  return change?.verdict === 'worse' ? 'square' : 'circle';
}

const AGAINST = {
  better: 'better than before',
  worse: 'worse than before',
  'within noise': 'within noise of before',
};

function describeMark(slice: Slice, measure: 'ndcg' | 'mrr' | 'top1'): string {
  const { facet, value, queries, change } = slice;
  const interval = slice[measure];
  return [
    `${shorten(facet, 60)}: ${shorten(value, 60)}`,
    `${VERSION_MEASURES[measure]} ${formatMetric(interval.value)} ${formatUncertainty(interval)}`,
    formatQuantity(queries, 'query', 'queries'),
    ...(change ? [AGAINST[change.verdict]] : []),
  ].join('\n');
}
