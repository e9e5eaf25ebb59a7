import * as Plot from '@observablehq/plot';

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

const HEIGHT = 232;
const LABEL_WIDTH = 88;

/** Points with whiskers, oldest left. Each point can be clicked and reached by keyboard. */
export function drawVersions(
  marks: readonly VersionMark[],
  width: number,
  onSelect: (version: string) => void,
): Element {
  const step = Math.ceil((marks.length * LABEL_WIDTH) / Math.max(1, width - 50));
  const labelled = new Set(
    marks.filter((_, index) => index % step === 0).map((mark) => mark.version),
  );
  const chart = Plot.plot({
    width,
    height: HEIGHT,
    marginLeft: 42,
    marginRight: 16,
    marginTop: 22,
    marginBottom: 28,
    style: { background: 'none', overflow: 'visible' },
    x: {
      type: 'point',
      domain: marks.map(({ version }) => version),
      padding: 0.5,
    },
    y: { label: null, ticks: 5, tickSize: 0, tickFormat: '.2f', nice: true, domain: spread(marks) },
    marks: [
      Plot.axisX({
        label: null,
        tickSize: 0,
        tickFormat: (version: string) => (labelled.has(version) ? version.replace(/^v/, '') : ''),
        fontFamily: 'var(--mono)',
      }),
      Plot.gridY({ stroke: 'var(--line)', strokeOpacity: 1, ticks: 5 }),
      Plot.line(marks, {
        x: 'version',
        y: 'value',
        stroke: 'var(--line-strong)',
        strokeDasharray: '3 3',
      }),
      Plot.ruleX(marks, {
        x: 'version',
        y1: 'lower',
        y2: 'upper',
        stroke: 'colour',
        strokeWidth: 1.6,
      }),
      cap(marks, 'lower'),
      cap(marks, 'upper'),
      Plot.dot(
        marks.filter(({ selected }) => selected),
        { x: 'version', y: 'value', r: 9, stroke: 'colour', strokeOpacity: 0.4, strokeWidth: 2 },
      ),
      Plot.dot(marks, {
        x: 'version',
        y: 'value',
        r: 5,
        stroke: 'colour',
        strokeWidth: 2,
        fill: (mark: VersionMark) => (mark.stale ? 'var(--surface)' : mark.colour),
        className: 'version-points',
      }),
      Plot.text(
        marks.filter(({ latest }) => latest),
        {
          x: 'version',
          y: 'upper',
          text: () => 'latest',
          dy: -9,
          fill: 'var(--text)',
          fontWeight: 600,
        },
      ),
      Plot.tip(
        marks,
        Plot.pointer({
          x: 'version',
          y: 'value',
          title: 'description',
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
  makeSelectable(chart, marks, onSelect);
  return chart;
}

const CAP = 5;
const capSymbol: Plot.SymbolImplementation = {
  draw: (path: CanvasPath) => {
    path.moveTo(-CAP, 0);
    path.lineTo(CAP, 0);
  },
};

/** The short line at the end of a whisker. */
function cap(marks: readonly VersionMark[], end: 'lower' | 'upper') {
  return Plot.dot(marks, {
    x: 'version',
    y: end,
    symbol: capSymbol,
    stroke: 'colour',
    strokeWidth: 1.6,
  });
}

/** The whiskers with a little room, so that a single version is not a flat line. */
function spread(marks: readonly VersionMark[]): [number, number] {
  const low = Math.min(...marks.map(({ lower }) => lower));
  const high = Math.max(...marks.map(({ upper }) => upper));
  const room = Math.max(0.01, (high - low) * 0.08);
  return [Math.max(0, low - room), Math.min(1, high + room)];
}

function makeSelectable(
  chart: Element,
  marks: readonly VersionMark[],
  onSelect: (version: string) => void,
): void {
  const points = chart.querySelectorAll<SVGCircleElement>('.version-points circle');
  points.forEach((point, index) => {
    const mark = marks[index];
    if (!mark) return;
    point.setAttribute('role', 'button');
    point.setAttribute('tabindex', '0');
    point.setAttribute('aria-label', mark.description);
    point.setAttribute('aria-pressed', `${mark.selected}`);
    // Plot would pin its tip over the point, and the click would land on the tip.
    point.addEventListener('pointerdown', (event) => event.stopPropagation());
    point.addEventListener('click', () => onSelect(mark.version));
    point.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      onSelect(mark.version);
    });
  });
}
