import * as Plot from '@observablehq/plot';
import type { ReliabilityBin } from '#core/contract/index.ts';
import { formatCount, formatProbability } from '#renderer/ui/format.ts';

const MARGIN = { left: 42, right: 10, top: 8 };

/** How often what was predicted came true, with the diagonal of perfect calibration and Wilson intervals. */
export function drawReliability(
  bins: readonly ReliabilityBin[],
  colour: string,
  width: number,
): Element {
  const side = width - MARGIN.left - MARGIN.right;
  const filled = bins.filter(({ count }) => count > 0);
  return Plot.plot({
    width,
    height: side + MARGIN.top + 34,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: MARGIN.top,
    marginBottom: 34,
    style: { background: 'none', overflow: 'visible' },
    x: {
      domain: [0, 1],
      label: 'predicted',
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: 5,
      tickSize: 0,
    },
    y: {
      domain: [0, 1],
      label: 'observed',
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: 5,
      tickSize: 0,
    },
    marks: [
      Plot.frame({ stroke: 'var(--line)' }),
      Plot.link([0], {
        x1: 0,
        y1: 0,
        x2: 1,
        y2: 1,
        stroke: 'var(--text-3)',
        strokeDasharray: '2 3',
      }),
      Plot.ruleX(filled, {
        x: 'predicted',
        y1: (bin: ReliabilityBin) => bin.observed.lower,
        y2: (bin: ReliabilityBin) => bin.observed.upper,
        stroke: colour,
        strokeWidth: 1.6,
      }),
      Plot.dot(filled, {
        x: 'predicted',
        y: (bin: ReliabilityBin) => bin.observed.value,
        r: 3.6,
        fill: colour,
      }),
      Plot.tip(
        filled,
        Plot.pointer({
          x: 'predicted',
          y: (bin: ReliabilityBin) => bin.observed.value,
          title: describeBin,
          fill: 'var(--surface)',
          stroke: 'var(--line-strong)',
          anchor: 'bottom',
          dy: -8,
          lineHeight: 1.35,
          textPadding: 8,
        }),
      ),
    ],
  });
}

/** How many pairs are predicted in each tenth, on the scale of the diagram above. */
export function drawPredictions(counts: readonly number[], colour: string, width: number): Element {
  const tenths = counts.map((count, i) => ({ count, lower: i / 10, upper: (i + 1) / 10 }));
  return Plot.plot({
    width,
    height: 88,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: 10,
    marginBottom: 32,
    style: { background: 'none', overflow: 'visible' },
    x: {
      domain: [0, 1],
      label: 'pairs in each tenth',
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: 5,
      tickSize: 0,
    },
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
      Plot.ruleY([0], { stroke: 'var(--line-strong)' }),
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
