import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import classes from './charts.module.css';

interface Props {
  /** What the chart shows, in one sentence for those who cannot see it. */
  label: string;
  /** Draws the chart for a width in pixels; null: there is nothing to draw. Keep it stable: a new function draws anew. */
  draw(width: number): Element | null;
  /** Said in place of a chart of nothing. */
  empty?: string;
}

/** A chart of Observable Plot that follows its place's width. */
export function PlotFigure({ label, draw, empty = 'There is nothing to draw yet.' }: Props) {
  const { ref: place, width } = useElementSize();
  const holder = useRef<HTMLDivElement>(null);
  const [isEmpty, setEmpty] = useState(false);
  useEffect(() => {
    if (width === 0) return;
    const chart = draw(width);
    setEmpty(chart === null);
    if (chart) describeChart(chart, label);
    holder.current?.replaceChildren(...(chart ? [chart] : []));
  }, [draw, width, label]);
  return (
    <div ref={place} className={classes.place}>
      <div ref={holder} />
      {isEmpty && <p className={classes.empty}>{empty}</p>}
    </div>
  );
}

function describeChart(chart: Element, label: string): void {
  for (const svg of chart.matches('svg') ? [chart] : chart.querySelectorAll('svg')) {
    svg.setAttribute('data-chart', '');
    svg.setAttribute('role', 'group');
    svg.setAttribute('aria-label', label);
    // Plot names its marks, but without a role the names are not allowed.
    for (const mark of svg.querySelectorAll('[aria-label]:not([role])')) {
      mark.removeAttribute('aria-label');
    }
  }
}
