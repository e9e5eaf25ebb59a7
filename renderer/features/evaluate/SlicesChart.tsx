import { useCallback } from 'react';
import type { Interval, Slice } from '#core/contract/index.ts';
import { drawSlices } from '#core/plots/draw-slices.ts';
import { slicesTable } from '#core/plots/tables/query-tables.ts';
import { variableTheme as theme } from '#core/plots/theme.ts';
import { ChartCard } from '#renderer/charts/ChartCard.tsx';
import { PlotFigure } from '#renderer/charts/PlotFigure.tsx';

interface Props {
  slices: readonly Slice[];
  facet: string;
  version: string;
  /** NDCG@10 of all queries. */
  overall: Interval;
}

/** NDCG@10 of each part of the test queries, with its interval. */
export function SlicesChart({ slices, facet, version, overall }: Props) {
  const draw = useCallback(
    (width: number) => drawSlices(slices, { width, theme, interactive: true, overall }),
    [slices, overall],
  );
  return (
    <ChartCard
      title="NDCG@10 by part"
      note="95 %"
      fileName={`plumbline-slices-${version}`}
      table={slicesTable(slices)}
    >
      <PlotFigure label={`NDCG@10 by ${facet}, with 95 % intervals`} draw={draw} />
    </ChartCard>
  );
}
