import { useCallback } from 'react';
import type { RunRecord } from '#core/contract/index.ts';
import { drawStageTimes } from '#core/plots/draw-stage-times.ts';
import { stageTimesTable } from '#core/plots/tables/run-tables.ts';
import { variableTheme as theme } from '#core/plots/theme.ts';
import { ChartCard } from '#renderer/charts/ChartCard.tsx';
import { PlotFigure } from '#renderer/charts/PlotFigure.tsx';
import { formatSeconds } from '#renderer/ui/format.ts';
import { stageTimes } from './run-view.ts';

/** Where the time of a run went. */
export function StageTimes({ run: { id, timings } }: { run: RunRecord }) {
  const draw = useCallback(
    (width: number) => drawStageTimes(stageTimes(timings, formatSeconds), { width, theme }),
    [timings],
  );
  const seconds = Object.values(timings).reduce((sum, value) => sum + value, 0);
  if (Object.keys(timings).length === 0) return null;
  return (
    <ChartCard
      title="Time by stage"
      note={formatSeconds(seconds)}
      fileName={`plumbline-${id}-time`}
      table={stageTimesTable(timings)}
    >
      <PlotFigure label="Seconds of each stage" draw={draw} />
    </ChartCard>
  );
}
