import * as Plot from '@observablehq/plot';
import {
  type Drawing,
  type DrawOptions,
  drawFigure,
  isFiniteInterval,
  spreadOf,
  tipMarks,
  titled,
} from './figure.ts';
import { whiskersX } from './whiskers.ts';

/** One version's point in the chart across versions. */
export interface VersionMark {
  version: string;
  value: number;
  lower: number;
  upper: number;
  colour: string;
  latest: boolean;
  selected: boolean;
  /** An old number: drawn hollow. */
  stale: boolean;
  /** For a tooltip and for screen readers. */
  description: string;
}

/** The class of the points, one circle for each mark in their order. */
export const VERSION_POINTS = 'version-points';

const HEIGHT = 232;
const LABEL_WIDTH = 88;

/** A measure across versions, oldest left: points with 95 % whiskers, the promoted one marked. Null where there is none. */
export function drawVersions(
  allMarks: readonly VersionMark[],
  options: DrawOptions,
): Drawing | null {
  const marks = allMarks.filter(isFiniteInterval);
  if (marks.length === 0) return null;
  const { theme, width } = options;
  const labelled = labelledVersions(marks, width);
  return drawFigure(options, {
    height: HEIGHT,
    ...{ marginLeft: 42, marginRight: 16, marginTop: 22, marginBottom: 28 },
    x: { type: 'point', domain: marks.map(({ version }) => version), padding: 0.5 },
    y: {
      label: null,
      ticks: 5,
      tickSize: 0,
      tickFormat: '.2f',
      nice: true,
      domain: spreadOf(marks),
    },
    marks: [
      Plot.axisX({
        label: null,
        tickSize: 0,
        tickFormat: (version: string) => (labelled.has(version) ? version.replace(/^v/, '') : ''),
        fontFamily: theme.mono,
      }),
      Plot.gridY({ stroke: theme.line, strokeOpacity: 1, ticks: 5 }),
      Plot.line(marks, {
        x: 'version',
        y: 'value',
        stroke: theme.lineStrong,
        strokeDasharray: '3 3',
      }),
      ...whiskersX(marks, 'version', (mark) => mark, { stroke: 'colour' }),
      ...points(marks, options),
      ...tipMarks(options, marks, {
        x: 'version',
        y: 'value',
        title: ({ description }) => description,
      }),
    ],
  });
}

function points(marks: readonly VersionMark[], options: DrawOptions): Plot.Markish[] {
  const { theme } = options;
  const place = { x: 'version', y: 'value' };
  const ring = { r: 9, stroke: 'colour', strokeOpacity: 0.4, strokeWidth: 2 };
  return [
    Plot.dot(
      marks.filter(({ selected }) => selected),
      { ...place, ...ring },
    ),
    Plot.dot(marks, {
      ...place,
      r: 5,
      stroke: 'colour',
      strokeWidth: 2,
      fill: ({ stale, colour }: VersionMark) => (stale ? theme.surface : colour),
      className: VERSION_POINTS,
      ...titled(options, ({ description }: VersionMark) => description),
    }),
    Plot.text(
      marks.filter(({ latest }) => latest),
      {
        x: 'version',
        y: 'upper',
        text: () => 'latest',
        dy: -9,
        fill: theme.text,
        fontWeight: 600,
      },
    ),
  ];
}

/** As many labels as fit beside each other. */
function labelledVersions(marks: readonly VersionMark[], width: number): Set<string> {
  const step = Math.ceil((marks.length * LABEL_WIDTH) / Math.max(1, width - 50));
  return new Set(marks.filter((_, index) => index % step === 0).map(({ version }) => version));
}
