import { useCallback } from 'react';
import type { EvaluationOverview } from '#core/contract/index.ts';
import { versionsTable } from '#core/plots/tables/versions-table.ts';
import { versionMarks } from '#core/plots/version-marks.ts';
import { ChartCard } from '#renderer/charts/ChartCard.tsx';
import { drawVersions } from '#renderer/charts/draw-versions.ts';
import { PlotFigure } from '#renderer/charts/PlotFigure.tsx';
import classes from './EvaluateScreen.module.css';

interface Props {
  overview: EvaluationOverview;
  colours: ReadonlyMap<string, string>;
  onSelect(version: string): void;
}

/** NDCG@10 across versions; a click shows that version's numbers below. */
export function VersionsChart({ overview, colours, onSelect }: Props) {
  const draw = useCallback(
    (width: number) => drawVersions(versionMarks(overview, colours), width, onSelect),
    [overview, colours, onSelect],
  );
  return (
    <ChartCard
      title="NDCG@10 across versions"
      note="95 % bootstrap"
      fileName="plumbline-ndcg-across-versions"
      table={versionsTable(overview)}
    >
      <PlotFigure label="NDCG@10 of each version with its 95 % interval" draw={draw} />
      {overview.stale > 0 && (
        <figcaption className={classes.caption}>
          <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
            <circle cx="5" cy="5" r="3.8" fill="none" stroke="currentColor" strokeWidth="1.6" />
          </svg>
          measured when made, on the test set of that day
        </figcaption>
      )}
    </ChartCard>
  );
}
