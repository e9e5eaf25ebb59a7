import { Button } from '@mantine/core';
import type { EvaluationOverview } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { navigate, useRoute } from '#renderer/app/navigate.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { Fact, Page } from '#renderer/ui/Page.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { EvaluateSections } from './EvaluateSections.tsx';
import { HeadActions } from './HeadActions.tsx';
import { NothingMeasured } from './NothingMeasured.tsx';
import { type Place, readPlace } from './place.ts';
import { SectionBar } from './SectionBar.tsx';
import { useEvaluation } from './use-evaluation.ts';

/** How good each version is on queries that it never saw, and how sure that is. */
export function EvaluateScreen() {
  const place = readPlace(useRoute().params);
  const { data: overview, error } = useEvaluation(place.version);
  if (error && !isUnreachable(error)) {
    return (
      <Page title="Evaluate">
        <Card flush>
          <ErrorState
            failure={toFailure(error)}
            actions={
              place.version && <Button onClick={() => navigate('evaluate')}>Latest version</Button>
            }
          />
        </Card>
      </Page>
    );
  }
  if (!overview) {
    return (
      <Page title="Evaluate">
        <SkeletonLines count={8} height={44} />
      </Page>
    );
  }
  if (overview.points.length === 0 && !overview.metrics) {
    return <NothingMeasured overview={overview} />;
  }
  return <Evaluation place={place} overview={overview} />;
}

function Evaluation({ place, overview }: { place: Place; overview: EvaluationOverview }) {
  const readOnly = useWorkspace().data?.readOnly ?? true;
  return (
    <Page
      title="Evaluate"
      facts={<Facts overview={overview} />}
      actions={<HeadActions place={place} overview={overview} readOnly={readOnly} />}
    >
      <SectionBar place={place} overview={overview} />
      <EvaluateSections place={place} overview={overview} />
    </Page>
  );
}

function Facts({ overview: { testQueries, stale, points } }: { overview: EvaluationOverview }) {
  return (
    <>
      <Fact>
        frozen test: <b>{formatCount(testQueries)} queries</b>
      </Fact>
      <Fact>
        {stale === 0
          ? 'scored on today’s test set'
          : `${stale} of ${points.length} scored before the last change`}
      </Fact>
    </>
  );
}
