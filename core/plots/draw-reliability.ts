import * as Plot from '@observablehq/plot';
import type { ReliabilityBin } from '#core/contract/metrics.ts';
import {
  type Drawing,
  type DrawOptions,
  drawFigure,
  isFiniteInterval,
  plainAxis,
  tipMarks,
  titled,
} from './figure.ts';
import { formatCount, formatProbability } from './format.ts';

export interface ReliabilityOptions extends DrawOptions {
  colour: string;
}

const MARGIN = { marginLeft: 42, marginRight: 10 };
const TOP = 8;
const BOTTOM = 34;
const unitAxis = { ...plainAxis, domain: [0, 1], ticks: 5 };

/** How often what was predicted came true, with the diagonal of perfect calibration and Wilson intervals. Null without pairs. */
export function drawReliability(
  bins: readonly ReliabilityBin[],
  options: ReliabilityOptions,
): Drawing | null {
  const filled = bins.filter(
    ({ count, predicted, observed }) =>
      count > 0 && Number.isFinite(predicted) && isFiniteInterval(observed),
  );
  if (filled.length === 0) return null;
  const { theme, colour, width } = options;
  const observed = ({ observed: { value } }: ReliabilityBin) => value;
  const side = width - MARGIN.marginLeft - MARGIN.marginRight;
  return drawFigure(options, {
    height: side + TOP + BOTTOM,
    ...MARGIN,
    ...{ marginTop: TOP, marginBottom: BOTTOM },
    x: { ...unitAxis, label: 'predicted' },
    y: { ...unitAxis, label: 'observed' },
    marks: [
      Plot.frame({ stroke: theme.line }),
      Plot.link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: theme.faint, strokeDasharray: '2 3' }),
      Plot.ruleX(filled, {
        x: 'predicted',
        y1: (bin: ReliabilityBin) => bin.observed.lower,
        y2: (bin: ReliabilityBin) => bin.observed.upper,
        stroke: colour,
        strokeWidth: 1.6,
      }),
      Plot.dot(filled, {
        x: 'predicted',
        y: observed,
        r: 3.6,
        fill: colour,
        ...titled(options, describeBin),
      }),
      ...tipMarks(options, filled, { x: 'predicted', y: observed, title: describeBin }),
    ],
  });
}

/** How many pairs are predicted in each tenth, on the scale of the diagram above. Null without pairs. */
export function drawPredictions(
  counts: readonly number[],
  options: ReliabilityOptions,
): Drawing | null {
  if (!counts.some((count) => count > 0)) return null;
  const { theme, colour } = options;
  const tenths = counts.map((count, i) => ({
    count,
    lower: i / counts.length,
    upper: (i + 1) / counts.length,
  }));
  return drawFigure(options, {
    height: 88,
    ...MARGIN,
    ...{ marginTop: 10, marginBottom: 32 },
    x: { ...unitAxis, label: 'pairs in each tenth' },
    y: { label: null, ticks: 2, tickSize: 0, tickFormat: formatCount },
    marks: [
      Plot.rectY(tenths, {
        x1: 'lower',
        x2: 'upper',
        y: 'count',
        fill: colour,
        fillOpacity: 0.45,
        inset: 0.75,
        title: ({ lower, upper, count }: (typeof tenths)[number]) =>
          `predicted ${lower.toFixed(1)} to ${upper.toFixed(1)}: ${formatCount(count)} pairs`,
      }),
      Plot.ruleY([0], { stroke: theme.lineStrong }),
    ],
  });
}

function describeBin({ lower, upper, count, predicted, observed }: ReliabilityBin): string {
  return [
    `predicted ${lower.toFixed(2)} to ${upper.toFixed(2)}: ${formatCount(count)} pairs`,
    `mean prediction ${formatProbability(predicted)}`,
    `right ${observed.value.toFixed(2)} (${observed.lower.toFixed(2)} to ${observed.upper.toFixed(2)})`,
  ].join('\n');
}
