import * as Plot from '@observablehq/plot';
import type { PrecisionRecall } from '#core/contract/evaluation-detail.ts';
import { type Drawing, type DrawOptions, drawFigure, plainAxis, tipMarks } from './figure.ts';
import { formatCount, formatMetric } from './format.ts';
import { type NamedCut, TONE_SYMBOL, toneColour } from './named-cuts.ts';

/** Precision and recall of all judged pairs at or above a threshold. */
export interface CurvePosition {
  threshold: number;
  accepted: number;
  precision: number;
  recall: number;
}

export interface PrecisionRecallOptions extends DrawOptions {
  colour: string;
  cuts: readonly NamedCut[];
}

/** The curve's positions, highest threshold first; empty where there is nothing to divide by. */
export function curvePositions({ cuts, positives }: PrecisionRecall): CurvePosition[] {
  if (positives === 0) return [];
  return cuts
    .filter(({ accepted }) => accepted > 0)
    .map(({ threshold, accepted, correct }) => ({
      threshold,
      accepted,
      precision: correct / accepted,
      recall: correct / positives,
    }));
}

/** Where a threshold lies on the curve: everything at or above it. Null: nothing scores so high. */
export function positionOf(
  positions: readonly CurvePosition[],
  threshold: number,
): CurvePosition | null {
  return positions.findLast((position) => position.threshold >= threshold) ?? null;
}

interface PlacedCut extends NamedCut, Pick<CurvePosition, 'precision' | 'recall'> {
  /** Height of the label: one below the other, so that none covers another. */
  at: number;
}

/** Precision against recall over all thresholds, the named ones as labelled lines. Null without a judged match. */
export function drawPrecisionRecall(
  data: PrecisionRecall,
  options: PrecisionRecallOptions,
): Drawing | null {
  const positions = curvePositions(data);
  if (positions.length === 0) return null;
  const { theme, colour, cuts } = options;
  const placed = cuts.flatMap((cut, i): PlacedCut[] => {
    const position = positionOf(positions, cut.threshold);
    if (position === null) return [];
    return [{ ...position, ...cut, at: 0.05 + 0.09 * (cuts.length - 1 - i) }];
  });
  return drawFigure(options, {
    height: 250,
    ...{ marginLeft: 42, marginRight: 16, marginTop: 12, marginBottom: 34 },
    x: { ...plainAxis, domain: [0, 1], ticks: 5, label: 'recall' },
    y: { ...plainAxis, domain: [0, 1], ticks: 5, label: 'precision' },
    marks: [
      Plot.gridY({ stroke: theme.line, strokeOpacity: 1, ticks: 5 }),
      Plot.line(positions, { x: 'recall', y: 'precision', stroke: colour, strokeWidth: 1.8 }),
      ...cutMarks(placed, options),
      ...tipMarks(options, positions, { x: 'recall', y: 'precision', title: describeMark }),
    ],
  });
}

function cutMarks(placed: readonly PlacedCut[], options: DrawOptions): Plot.Markish[] {
  const { theme } = options;
  const tone = toneColour(theme);
  const label = (cuts: readonly PlacedCut[], textAnchor: 'start' | 'end') =>
    Plot.text(cuts, {
      x: 'recall',
      y: 'at',
      text: 'label',
      fill: tone,
      stroke: theme.surface,
      strokeWidth: 4,
      textAnchor,
      dx: textAnchor === 'start' ? 6 : -6,
    });
  return [
    Plot.ruleX(placed, { x: 'recall', y1: 0, y2: 1, stroke: tone, strokeOpacity: 0.75 }),
    Plot.dot(placed, {
      x: 'recall',
      y: 'precision',
      r: 4.5,
      fill: tone,
      stroke: theme.surface,
      symbol: ({ tone: name }: PlacedCut) => TONE_SYMBOL[name],
      title: ({ label: name, precision, recall }: PlacedCut) =>
        `${name}\nprecision ${formatMetric(precision)}, recall ${formatMetric(recall)}`,
    }),
    label(
      placed.filter(({ recall }) => recall <= 0.5),
      'start',
    ),
    label(
      placed.filter(({ recall }) => recall > 0.5),
      'end',
    ),
  ];
}

function describeMark({ threshold, accepted, precision, recall }: CurvePosition): string {
  return [
    `from ${formatMetric(threshold)}: ${formatCount(accepted)} pairs`,
    `precision ${formatMetric(precision)}, recall ${formatMetric(recall)}`,
  ].join('\n');
}
