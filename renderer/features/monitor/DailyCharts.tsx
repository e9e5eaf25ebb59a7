import { useCallback, useMemo } from 'react';
import type { DayCounts } from '#core/contract/index.ts';
import type { Period } from '#core/plots/daily.ts';
import { drawDailyBands } from '#core/plots/draw-daily-bands.ts';
import { drawDailyCounts } from '#core/plots/draw-daily-counts.ts';
import { drawDailyLatency } from '#core/plots/draw-daily-latency.ts';
import { bandsTable, dailyCountsTable, latencyTable } from '#core/plots/tables/monitor-tables.ts';
import { variableTheme as theme } from '#core/plots/theme.ts';
import { ChartCard } from '#renderer/charts/ChartCard.tsx';
import { PlotFigure } from '#renderer/charts/PlotFigure.tsx';
import { formatQuantity } from '#renderer/ui/format.ts';
import { totals } from './monitor-view.ts';

interface Props {
  days: readonly DayCounts[];
  period: Period;
  version: string;
}

/** How often was searched. */
export function SearchesChart({ days, period, version }: Props) {
  const { searches } = totals(days);
  return (
    <ChartCard
      title="Searches by day"
      note={formatQuantity(searches, 'search', 'searches')}
      fileName={`plumbline-searches-${version}`}
      table={dailyCountsTable(days)}
    >
      <Bars days={days} period={period} of="searches" one="search" />
    </ChartCard>
  );
}

/** How many rows of tables were matched; nothing where none were. */
export function RowsChart({ days, period, version }: Props) {
  const { rows } = totals(days);
  if (rows === 0) return null;
  return (
    <ChartCard
      title="Rows of tables by day"
      note={formatQuantity(rows, 'row')}
      fileName={`plumbline-rows-${version}`}
      table={dailyCountsTable(days)}
    >
      <Bars days={days} period={period} of="rows" one="row of tables" />
    </ChartCard>
  );
}

const MANY = { searches: 'searches', rows: 'rows of tables' };

function Bars({
  days,
  period,
  of,
  one,
}: Pick<Props, 'days' | 'period'> & { of: 'searches' | 'rows'; one: string }) {
  const many = MANY[of];
  const counts = useMemo(() => days.map((day) => ({ day: day.day, count: day[of] })), [days, of]);
  const draw = useCallback(
    (width: number) =>
      drawDailyCounts(counts, { width, theme, period, one, many, interactive: true }),
    [counts, period, one, many],
  );
  return (
    <PlotFigure
      label={`${many} by day`}
      draw={draw}
      empty="No search was made: rows of tables alone."
    />
  );
}

/** How long searches took. */
export function LatencyChart({ days, period, version }: Props) {
  const draw = useCallback(
    (width: number) => drawDailyLatency(days, { width, theme, period, interactive: true }),
    [days, period],
  );
  return (
    <ChartCard
      title="Time of a search"
      note="half take less than p50, 95 % less than p95"
      fileName={`plumbline-latency-${version}`}
      table={latencyTable(days)}
    >
      <PlotFigure label="p50 and p95 of searches by day" draw={draw} empty="No search was made." />
    </ChartCard>
  );
}

/** In which band first hits lay. */
export function BandsChart({ days, period, version }: Props) {
  const draw = useCallback(
    (width: number) => drawDailyBands(days, { width, theme, period }),
    [days, period],
  );
  return (
    <ChartCard
      title="Bands by day"
      note="of each answer’s first hit"
      fileName={`plumbline-bands-${version}`}
      table={bandsTable(days)}
    >
      <PlotFigure label="Share of accept, review and reject by day" draw={draw} />
    </ChartCard>
  );
}
