import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import classes from './charts.module.css';

interface Props {
  /** What the chart shows, in one sentence for those who cannot see it. */
  label: string;
  /** Draws the chart for a width in pixels. Keep it stable: a new function draws anew. */
  draw(width: number): Element;
}

/** A chart of Observable Plot that follows its place's width. */
export function PlotFigure({ label, draw }: Props) {
  const { ref: place, width } = useElementSize();
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (width === 0) return;
    const chart = draw(width);
    for (const svg of chart.matches('svg') ? [chart] : chart.querySelectorAll('svg')) {
      svg.setAttribute('data-chart', '');
      svg.setAttribute('role', 'group');
      svg.setAttribute('aria-label', label);
      // Plot names its marks, but without a role the names are not allowed.
      for (const mark of svg.querySelectorAll('[aria-label]:not([role])')) {
        mark.removeAttribute('aria-label');
      }
    }
    holder.current?.replaceChildren(chart);
  }, [draw, width, label]);
  return (
    <div ref={place} className={classes.place}>
      <div ref={holder} />
    </div>
  );
}
