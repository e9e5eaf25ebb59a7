import * as Plot from '@observablehq/plot';
import type { Interval } from '#core/contract/common.ts';
import type { PlotTheme } from './theme.ts';

/** A drawn figure: an SVG element of the document that it was drawn in. */
export type Drawing = ReturnType<typeof Plot.plot>;

export interface DrawOptions {
  /** Pixels. */
  width: number;
  theme: PlotTheme;
  /** Where the elements are made; the window's own document if left out. */
  document?: Plot.PlotOptions['document'];
  /** Marks that follow the pointer; only with a window's document. Elsewhere the marks carry titles. */
  interactive?: boolean;
}

/** What a symbol draws itself with: a part of a canvas's path. */
export interface SymbolPath {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
}

/** An axis without ticks, its name in the middle. */
export const plainAxis = {
  labelAnchor: 'center',
  labelArrow: 'none',
  tickSize: 0,
} as const;

/** Plot's drawing with what all figures share. The text's colour and font are those of the place. */
export function drawFigure(
  { width, document }: DrawOptions,
  options: Omit<Plot.PlotOptions, 'width' | 'document' | 'style'>,
): Drawing {
  return Plot.plot({
    ...options,
    ...(document && { document }),
    width,
    // Text, not an object: a document without CSS has no style properties.
    style: 'background:none;overflow:visible',
  });
}

/** What says of a mark what it is: a title where nothing follows the pointer. */
export function titled<Datum>(
  { interactive = false }: DrawOptions,
  describe: (datum: Datum) => string,
): { title?: (datum: Datum) => string } {
  return interactive ? {} : { title: describe };
}

/** The tip that follows the pointer, or nothing. */
export function tipMarks<Datum>(
  { interactive = false, theme }: DrawOptions,
  data: readonly Datum[],
  channels: {
    x: Plot.ChannelValueSpec;
    y: Plot.ChannelValueSpec;
    title: (datum: Datum) => string;
  },
): Plot.Markish[] {
  if (!interactive) return [];
  return [
    Plot.tip(
      data,
      Plot.pointer({
        ...channels,
        anchor: 'bottom',
        fill: theme.surface,
        stroke: theme.lineStrong,
        dy: -8,
        lineHeight: 1.35,
        textPadding: 8,
      }),
    ),
  ];
}

export const isFiniteInterval = ({ value, lower, upper }: Interval): boolean =>
  Number.isFinite(value) && Number.isFinite(lower) && Number.isFinite(upper);

/** The whiskers with a little room, inside [0, 1], so that a single one is not a flat line. */
export function spreadOf(
  intervals: readonly Pick<Interval, 'lower' | 'upper'>[],
): [number, number] {
  const low = Math.min(...intervals.map(({ lower }) => lower));
  const high = Math.max(...intervals.map(({ upper }) => upper));
  const room = Math.max(0.01, (high - low) * 0.08);
  return [Math.max(0, low - room), Math.min(1, high + room)];
}
