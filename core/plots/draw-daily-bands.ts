import * as Plot from '@observablehq/plot';
import type { DayCounts } from '#core/contract/monitor.ts';
import { dayEnd, dayScale, dayStart, daysOf, type Period } from './daily.ts';
import { type Drawing, type DrawOptions, drawFigure } from './figure.ts';
import { formatCount, formatPercent } from './format.ts';
import type { PlotTheme } from './theme.ts';

type BandName = keyof DayCounts['bands'];

interface BandLook {
  name: BandName;
  letter: string;
  /** Beside the chart. */
  label: string;
  colour: keyof Pick<PlotTheme, 'accept' | 'review' | 'reject' | 'lineStrong'>;
}

/** From the ground up. */
const BANDS: readonly BandLook[] = [
  { name: 'accept', letter: 'A', label: 'A accept', colour: 'accept' },
  { name: 'review', letter: '?', label: '? review', colour: 'review' },
  { name: 'reject', letter: 'R', label: 'R reject', colour: 'reject' },
  { name: 'none', letter: '–', label: '– none', colour: 'lineStrong' },
];

interface Part {
  day: string;
  band: BandLook;
  from: number;
  to: number;
  count: number;
  of: number;
}

const HEIGHT = 170;
const SIDE = 62;
const LEFT = 46;
/** Pixels that a letter needs. */
const LETTER = 13;

/** The bands of first hits as shares of each day, one on the other, with their letters. Null where nothing was answered. */
export function drawDailyBands(
  days: readonly Pick<DayCounts, 'day' | 'bands'>[],
  options: DrawOptions & { period: Period },
): Drawing | null {
  const parts = days.flatMap(partsOf);
  if (parts.length === 0) return null;
  const { theme, period, width } = options;
  const dayWidth = (width - LEFT - SIDE) / daysOf(period);
  const inner = HEIGHT - 48;
  const lettered = parts.filter(({ from, to }) => (to - from) * inner > LETTER);
  return drawFigure(options, {
    height: HEIGHT,
    ...{ marginLeft: LEFT, marginRight: SIDE, marginTop: 24, marginBottom: 24 },
    x: dayScale(period),
    y: {
      label: null,
      domain: [0, 1],
      ticks: 4,
      tickSize: 0,
      tickFormat: formatPercent,
    },
    marks: [
      Plot.gridY({ stroke: theme.line, strokeOpacity: 1, ticks: 4 }),
      Plot.text(['share of answers'], {
        frameAnchor: 'top-left',
        dx: -42,
        dy: -20,
        fill: theme.muted,
      }),
      Plot.rect(parts, {
        x1: ({ day }: Part) => dayStart(day),
        x2: ({ day }: Part) => dayEnd(day),
        y1: 'from',
        y2: 'to',
        inset: 0.6,
        fill: ({ band }: Part) => theme[band.colour],
        fillOpacity: 0.7,
        title: describe,
      }),
      ...(dayWidth > LETTER ? [letters(lettered, theme)] : []),
      ...names(parts, theme),
    ],
  });
}

function partsOf({ day, bands }: Pick<DayCounts, 'day' | 'bands'>): Part[] {
  const of = BANDS.reduce((sum, { name }) => sum + bands[name], 0);
  let below = 0;
  return BANDS.flatMap((band) => {
    const count = bands[band.name];
    if (count === 0) return [];
    const from = below / of;
    below += count;
    return [{ day, band, from, to: below / of, count, of }];
  });
}

const middle = ({ day }: Part) => new Date((dayStart(day).getTime() + dayEnd(day).getTime()) / 2);

function letters(parts: readonly Part[], theme: PlotTheme): Plot.Markish {
  return Plot.text(parts, {
    x: middle,
    y: ({ from, to }: Part) => (from + to) / 2,
    text: ({ band }: Part) => band.letter,
    fill: theme.text,
    fontWeight: 600,
  });
}

/** Each band's name at the side, at an even distance, in the order in which they lie on each other. */
function names(parts: readonly Part[], theme: PlotTheme): Plot.Markish[] {
  const present = BANDS.filter(({ name }) => parts.some(({ band }) => band.name === name));
  return present.map(({ label, colour, name }, place) =>
    Plot.text([label], {
      frameAnchor: 'bottom-right',
      textAnchor: 'start',
      dx: 8,
      dy: -6 - place * 18,
      fill: name === 'none' ? theme.muted : theme[colour],
      fontWeight: 500,
    }),
  );
}

function describe({ day, band, count, of }: Part): string {
  return `${day}: ${band.label.slice(2)} ${formatCount(count)} of ${formatCount(of)}, ${formatPercent(count / of)}`;
}
