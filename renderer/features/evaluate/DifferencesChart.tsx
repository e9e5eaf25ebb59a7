import { useCallback } from 'react';
import type { QueryDifference } from '#core/contract/index.ts';
import { drawDifferences } from '#core/plots/draw-differences.ts';
import { differencesTable } from '#core/plots/tables/query-tables.ts';
import { variableTheme as theme } from '#core/plots/theme.ts';
import { ChartCard } from '#renderer/charts/ChartCard.tsx';
import { PlotFigure } from '#renderer/charts/PlotFigure.tsx';

interface Props {
  differences: readonly QueryDifference[];
  version: string;
  against: string;
}

/** What each query gained or lost, largest gain left. */
export function DifferencesChart({ differences, version, against }: Props) {
  const draw = useCallback(
    (width: number) => drawDifferences(differences, { width, theme, interactive: true }),
    [differences],
  );
  return (
    <ChartCard
      title="NDCG@10 query by query"
      note="ties left out"
      fileName={`plumbline-differences-${version}-${against}`}
      table={differencesTable(differences)}
    >
      <PlotFigure label="What each query gained or lost in NDCG@10" draw={draw} />
    </ChartCard>
  );
}
