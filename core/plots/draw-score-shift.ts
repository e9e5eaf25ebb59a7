import * as Plot from '@observablehq/plot';
import type { Drift } from '#core/contract/monitor.ts';
import { type Drawing, type DrawOptions, drawFigure, plainAxis, tipMarks } from './figure.ts';
import { formatPercent } from './format.ts';

type Bin = Drift['bins'][number];

/** Where the expected and the observed scores lie, as shares of each bin: a stepped line over bars. Null where they are unknown. */
export function drawScoreShift(bins: readonly Bin[], options: DrawOptions): Drawing | null {
  if (bins.length === 0) return null;
  const { theme } = options;
  const most = Math.max(0.01, ...bins.flatMap(({ expected, observed }) => [expected, observed]));
  const last = bins.at(-1);
  // The last bin's step is as wide as the others'.
  const steps = last ? [...bins, { ...last, from: last.to }] : [];
  return drawFigure(options, {
    height: 190,
    ...{ marginLeft: 46, marginRight: 14, marginTop: 30, marginBottom: 36 },
    x: { ...plainAxis, domain: [0, 1], ticks: 5, label: 'probability of the first hit' },
    y: {
      label: null,
      domain: [0, most],
      nice: true,
      ticks: 4,
      tickSize: 0,
      tickFormat: formatPercent,
    },
    marks: [
      Plot.gridY({ stroke: theme.line, strokeOpacity: 1, ticks: 4 }),
      Plot.rect(bins, {
        x1: 'from',
        x2: 'to',
        y1: 0,
        y2: 'observed',
        inset: 0.75,
        fill: theme.accent,
        fillOpacity: 0.35,
      }),
      Plot.lineY(steps, {
        x: 'from',
        y: 'expected',
        curve: 'step-after',
        stroke: theme.text,
        strokeWidth: 1.4,
        strokeDasharray: '4 2',
      }),
      Plot.ruleY([0], { stroke: theme.lineStrong }),
      Plot.text(['▮ now'], { frameAnchor: 'top-left', dx: -42, dy: -24, fill: theme.accent }),
      Plot.text(['- - when it was measured'], {
        frameAnchor: 'top-left',
        dx: 4,
        dy: -24,
        fill: theme.text,
      }),
      ...tipMarks(options, bins, {
        x: ({ from, to }: Bin) => (from + to) / 2,
        y: ({ expected, observed }: Bin) => Math.max(expected, observed),
        title: describe,
      }),
    ],
  });
}

function describe({ from, to, expected, observed }: Bin): string {
  return `${from.toFixed(2)} to ${to.toFixed(2)}\nnow ${formatPercent(observed)}, expected ${formatPercent(expected)}`;
}
