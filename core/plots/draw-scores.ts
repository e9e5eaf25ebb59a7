import * as Plot from '@observablehq/plot';
import type { ScoreBin } from '#core/contract/evaluation-detail.ts';
import { type Drawing, type DrawOptions, drawFigure, plainAxis } from './figure.ts';
import { formatCount } from './format.ts';
import { type NamedCut, toneColour } from './named-cuts.ts';

export interface ScoresOptions extends DrawOptions {
  cuts: readonly NamedCut[];
}

const LABEL_HEIGHT = 13;

/** The probabilities of confirmed pairs above the line and of rejected ones below it, thresholds as lines. Null without pairs. */
export function drawScores(bins: readonly ScoreBin[], options: ScoresOptions): Drawing | null {
  const most = Math.max(0, ...bins.map(({ yes }) => yes));
  const least = -Math.max(0, ...bins.map(({ no }) => no));
  if (most === 0 && least === 0) return null;
  const { theme, cuts } = options;
  const marginTop = 8 + LABEL_HEIGHT * cuts.length;
  return drawFigure(options, {
    height: 190 + marginTop,
    ...{ marginLeft: 42, marginRight: 16, marginTop, marginBottom: 34 },
    x: { ...plainAxis, domain: [0, 1], ticks: 5, label: 'predicted probability' },
    y: {
      ...plainAxis,
      domain: [least, most],
      label: 'judged pairs',
      ticks: 5,
      tickFormat: (count: number) => formatCount(Math.abs(count)),
    },
    marks: [
      Plot.gridY({ stroke: theme.line, strokeOpacity: 1, ticks: 5 }),
      half(bins, 'yes', options),
      half(bins, 'no', options),
      Plot.ruleY([0], { stroke: theme.lineStrong }),
      ...cutMarks(cuts, options),
      ...verdictLabels(most, least, options),
    ],
  });
}

const WORDS = { yes: 'confirmed', no: 'rejected' };

function half(
  bins: readonly ScoreBin[],
  verdict: 'yes' | 'no',
  { theme }: DrawOptions,
): Plot.Markish {
  const sign = verdict === 'yes' ? 1 : -1;
  return Plot.rectY(bins, {
    x1: 'lower',
    x2: 'upper',
    y1: 0,
    y2: (bin: ScoreBin) => sign * bin[verdict],
    fill: verdict === 'yes' ? theme.accept : theme.reject,
    fillOpacity: 0.6,
    inset: 0.75,
    title: (bin: ScoreBin) =>
      `predicted ${bin.lower.toFixed(2)} to ${bin.upper.toFixed(2)}: ${formatCount(bin[verdict])} ${WORDS[verdict]}`,
  });
}

/** Which side is which, in the middle, where there are the fewest pairs and seldom a threshold. */
function verdictLabels(most: number, least: number, { theme }: DrawOptions): Plot.Markish[] {
  const label = (text: string, y: number, fill: string) =>
    Plot.text([text], {
      frameAnchor: 'middle',
      y: () => y,
      text: (words: string) => words,
      fill,
      stroke: theme.surface,
      strokeWidth: 4,
    });
  return [
    ...(most > 0 ? [label('↑ confirmed', most * 0.92, theme.accept)] : []),
    ...(least < 0 ? [label('↓ rejected', least * 0.92, theme.reject)] : []),
  ];
}

/** Lines over the whole height and up to their labels, each on a line of its own so that none covers another. */
function cutMarks(cuts: readonly NamedCut[], { theme }: DrawOptions): Plot.Markish[] {
  const stroke = toneColour(theme);
  return cuts.flatMap((cut, i) => [
    Plot.ruleX([cut], {
      x: 'threshold',
      stroke,
      strokeOpacity: 0.85,
      insetTop: -LABEL_HEIGHT * (i + 1),
    }),
    Plot.text([cut], {
      x: 'threshold',
      text: 'label',
      frameAnchor: 'top',
      lineAnchor: 'bottom',
      textAnchor: cut.threshold > 0.5 ? 'end' : 'start',
      dx: cut.threshold > 0.5 ? -5 : 5,
      dy: -2 - LABEL_HEIGHT * i,
      fill: stroke,
    }),
  ]);
}
