import { useCallback } from 'react';
import type { Drift } from '#core/contract/index.ts';
import { drawScoreShift } from '#core/plots/draw-score-shift.ts';
import { scoreShiftTable } from '#core/plots/tables/monitor-tables.ts';
import { variableTheme as theme } from '#core/plots/theme.ts';
import { ChartCard } from '#renderer/charts/ChartCard.tsx';
import { PlotFigure } from '#renderer/charts/PlotFigure.tsx';

/** Where the probabilities of first hits lie now, and where they lay on the version's own test queries. */
export function ScoresChart({ drift: { bins }, version }: { drift: Drift; version: string }) {
  const draw = useCallback(
    (width: number) => drawScoreShift(bins, { width, theme, interactive: true }),
    [bins],
  );
  return (
    <ChartCard
      title="Probability of the first hit"
      note="share of answers in each bin"
      fileName={`plumbline-score-shift-${version}`}
      table={scoreShiftTable(bins)}
    >
      <PlotFigure
        label="Observed and expected probabilities of first hits"
        draw={draw}
        empty="Not known yet: the version was not measured, or too few queries came."
      />
    </ChartCard>
  );
}
