import { useMemo } from 'react';
import type { EvaluationDetail, EvaluationOverview, Metrics } from '#core/contract/index.ts';
import { useVersions } from '#renderer/api/hooks.ts';
import { versionColours } from '#renderer/charts/version-colour.ts';
import { CompareSection } from './CompareSection.tsx';
import { DecisionsSection } from './DecisionsSection.tsx';
import { DetailSection } from './DetailSection.tsx';
import { LearningSection } from './LearningSection.tsx';
import { NoMetrics } from './NoMetrics.tsx';
import { OverviewSection } from './OverviewSection.tsx';
import type { Place } from './place.ts';
import { QueriesSection } from './QueriesSection.tsx';
import { SlicesSection } from './SlicesSection.tsx';

interface Props {
  place: Place;
  overview: EvaluationOverview;
}

/** The part of the screen that is looked at; the others are not drawn. */
export function EvaluateSections({ place, overview }: Props) {
  const versions = useVersions().data;
  const colours = useMemo(
    () => versionColours(versions ?? overview.points),
    [versions, overview.points],
  );
  const { metrics, selected } = overview;
  if (place.section === 'overview') {
    return <OverviewSection place={place} overview={overview} colours={colours} />;
  }
  if (!metrics || !selected) return <NoMetrics version={selected ?? place.version} />;
  return (
    <DetailSection place={place} overview={overview} version={selected}>
      {(detail) => (
        <Section
          place={place}
          overview={overview}
          metrics={metrics}
          detail={detail}
          colour={colours.get(selected) ?? 'var(--accent)'}
        />
      )}
    </DetailSection>
  );
}

interface SectionProps extends Props {
  metrics: Metrics;
  detail: EvaluationDetail;
  colour: string;
}

function Section({ place, overview, metrics, detail, colour }: SectionProps) {
  switch (place.section) {
    case 'decisions':
      return <DecisionsSection detail={detail} bands={metrics.bands} colour={colour} />;
    case 'slices':
      return (
        <SlicesSection
          detail={detail}
          overall={metrics.intervals['ndcg@10']}
          comparing={place.against !== ''}
        />
      );
    case 'queries':
      return <QueriesSection detail={detail} />;
    case 'compare':
      return <CompareSection detail={detail} overview={overview} />;
    case 'learning':
      return <LearningSection detail={detail} />;
    case 'overview':
      return null;
  }
}
