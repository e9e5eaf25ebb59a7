import * as Plot from '@observablehq/plot';
import type { Interval } from '#core/contract/common.ts';
import type { CurvePoint, LearningCurve } from '#core/contract/evaluation-detail.ts';
import {
  type Drawing,
  type DrawOptions,
  drawFigure,
  isFiniteInterval,
  plainAxis,
  spreadOf,
  tipMarks,
  titled,
} from './figure.ts';
import { formatCount, formatMetric, formatPercent, formatUncertainty } from './format.ts';
import type { PlotTheme } from './theme.ts';
import { whiskersX } from './whiskers.ts';

interface Series {
  name: string;
  of: (point: CurvePoint) => Interval;
  colour: keyof Pick<PlotTheme, 'accent' | 'accept'>;
  symbol: Plot.SymbolType;
  /** Pixels aside, so that whiskers of the same place do not cover each other. */
  dx: number;
}

const SERIES: readonly Series[] = [
  { name: 'NDCG@10', of: ({ ndcg }) => ndcg, colour: 'accept', symbol: 'diamond', dx: 3 },
  { name: 'MRR@10', of: ({ mrr }) => mrr, colour: 'accent', symbol: 'circle', dx: -3 },
];

/** What learning from growing parts of the judgments is worth on test, with 95 % intervals. Null without points. */
export function drawLearningCurve(
  { points: all }: Pick<LearningCurve, 'points'>,
  options: DrawOptions,
): Drawing | null {
  const points = all
    .filter(({ mrr, ndcg }) => isFiniteInterval(mrr) && isFiniteInterval(ndcg))
    .toSorted((a, b) => a.judgments - b.judgments);
  const last = points.at(-1);
  if (!last) return null;
  const { theme } = options;
  return drawFigure(options, {
    height: 250,
    ...{ marginLeft: 42, marginRight: 68, marginTop: 14, marginBottom: 36 },
    x: {
      ...plainAxis,
      // From 0: a gain is to be seen against all that was learnt from.
      domain: [0, Math.max(1, last.judgments) * 1.02],
      ticks: 5,
      tickFormat: formatCount,
      label: 'train judgments learnt from',
    },
    y: {
      label: null,
      ticks: 5,
      tickSize: 0,
      tickFormat: '.2f',
      nice: true,
      domain: spreadOf(points.flatMap(({ mrr, ndcg }) => [mrr, ndcg])),
    },
    marks: [
      Plot.gridY({ stroke: theme.line, strokeOpacity: 1, ticks: 5 }),
      ...SERIES.flatMap((series) => seriesMarks(series, points, last, options)),
    ],
  });
}

function seriesMarks(
  { name, of, colour, symbol, dx }: Series,
  points: readonly CurvePoint[],
  last: CurvePoint,
  options: DrawOptions,
): Plot.Markish[] {
  const stroke = options.theme[colour];
  const y = (point: CurvePoint) => of(point).value;
  const title = (point: CurvePoint) => describeMark(name, point, of(point));
  return [
    Plot.line(points, { x: 'judgments', y, stroke, strokeOpacity: 0.5, dx }),
    ...whiskersX(points, 'judgments', of, { stroke, dx }),
    Plot.dot(points, {
      ...{ x: 'judgments', y, symbol, dx },
      r: 4,
      fill: stroke,
      ...titled(options, title),
    }),
    Plot.text([last], {
      ...{ x: 'judgments', y },
      text: () => name,
      textAnchor: 'start',
      dx: 14,
      fill: stroke,
    }),
    ...tipMarks(options, points, { x: 'judgments', y, title }),
  ];
}

function describeMark(
  name: string,
  { share, queries, judgments }: CurvePoint,
  value: Interval,
): string {
  return [
    `${formatPercent(share)} of the train queries: ${formatCount(queries)} queries, ${formatCount(judgments)} judgments`,
    `${name} ${formatMetric(value.value)} ${formatUncertainty(value)}`,
  ].join('\n');
}
