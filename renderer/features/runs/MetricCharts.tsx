import { useCallback } from 'react';
import type { MetricSeries } from '#core/contract/index.ts';
import { drawMetricSeries } from '#core/plots/draw-metric-series.ts';
import { metricSeriesTable } from '#core/plots/tables/run-tables.ts';
import { variableTheme as theme } from '#core/plots/theme.ts';
import { ChartCard } from '#renderer/charts/ChartCard.tsx';
import { PlotFigure } from '#renderer/charts/PlotFigure.tsx';
import { formatQuantity } from '#renderer/ui/format.ts';
import { coursesOf } from './run-view.ts';

/** What was measured again and again in a run, one chart for each. */
export function MetricCharts({ id, metrics }: { id: string; metrics: readonly MetricSeries[] }) {
  const courses = coursesOf(metrics);
  if (courses.length === 0) return null;
  return (
    <ChartCard
      title="Metrics over time"
      note={formatQuantity(courses.length, 'series', 'series')}
      fileName={`plumbline-${id}-metrics`}
      table={metricSeriesTable(courses)}
    >
      {courses.map((series) => (
        <MetricChart key={series.name} series={series} />
      ))}
    </ChartCard>
  );
}

function MetricChart({ series }: { series: MetricSeries }) {
  const draw = useCallback(
    (width: number) => drawMetricSeries(series, { width, theme, interactive: true }),
    [series],
  );
  return <PlotFigure label={`${series.name} in the course of the run`} draw={draw} />;
}
