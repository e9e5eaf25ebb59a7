import {
  drawVersions as draw,
  VERSION_POINTS,
  type VersionMark,
} from '#core/plots/draw-versions.ts';
import { variableTheme } from '#core/plots/theme.ts';

/** The chart across versions, in which each point can be clicked and reached by keyboard. Null where there is none. */
export function drawVersions(
  marks: readonly VersionMark[],
  width: number,
  onSelect: (version: string) => void,
): Element | null {
  const chart = draw(marks, { width, theme: variableTheme, interactive: true });
  if (chart) makeSelectable(chart, marks, onSelect);
  return chart;
}

function makeSelectable(
  chart: Element,
  marks: readonly VersionMark[],
  onSelect: (version: string) => void,
): void {
  const points = chart.querySelectorAll<SVGCircleElement>(`.${VERSION_POINTS} circle`);
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
