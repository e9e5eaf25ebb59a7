import { useCallback } from 'react';
import type { EvaluationOverview } from '#core/contract/index.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { navigate } from '#renderer/app/navigate.ts';
import { BandsCard } from './BandsCard.tsx';
import { ComparisonCard } from './ComparisonCard.tsx';
import classes from './EvaluateScreen.module.css';
import { numberCards } from './evaluate-view.ts';
import { NoMetrics } from './NoMetrics.tsx';
import { NumberCards } from './NumberCards.tsx';
import { type Place, placeParams, withVersion } from './place.ts';
import { ReliabilityChart } from './ReliabilityChart.tsx';
import { VersionsChart } from './VersionsChart.tsx';

interface Props {
  place: Place;
  overview: EvaluationOverview;
  colours: ReadonlyMap<string, string>;
}

/** The headline numbers, their place among the other versions, and how far probabilities can be trusted. */
export function OverviewSection({ place, overview, colours }: Props) {
  const { metrics, selected } = overview;
  const minAccuracy = useWorkspace().data?.settings.minAccuracy ?? 0;
  const { against, section, version: named } = place;
  const select = useCallback(
    (version: string) => {
      const here: Place = { section, version: named, against };
      navigate('evaluate', placeParams(withVersion(here, version, selected ?? '')));
    },
    [section, named, against, selected],
  );
  return (
    <>
      {metrics && <NumberCards cards={numberCards(metrics, overview, minAccuracy)} />}
      {!metrics && selected && <NoMetrics version={selected} />}
      <div className={classes.columns}>
        <div>
          <VersionsChart overview={overview} colours={colours} onSelect={select} />
          {metrics && selected && (
            <ComparisonCard version={selected} overview={overview} metrics={metrics} />
          )}
        </div>
        {metrics && selected && (
          <div>
            {metrics.reliability.length > 0 && (
              <ReliabilityChart
                version={selected}
                metrics={metrics}
                colour={colours.get(selected) ?? 'var(--accent)'}
              />
            )}
            <BandsCard bands={metrics.bands} />
          </div>
        )}
      </div>
    </>
  );
}
