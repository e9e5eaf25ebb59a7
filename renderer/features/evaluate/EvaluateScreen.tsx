import { Button } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type { EvaluationOverview } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useVersions, useWorkspace } from '#renderer/api/hooks.ts';
import { navigate, useRoute } from '#renderer/app/navigate.ts';
import { versionColours } from '#renderer/charts/version-colour.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { Fact, Page } from '#renderer/ui/Page.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { BandsCard } from './BandsCard.tsx';
import { ComparisonCard } from './ComparisonCard.tsx';
import classes from './EvaluateScreen.module.css';
import { EvaluateSketch } from './EvaluateSketch.tsx';
import { numberCards } from './evaluate-view.ts';
import { NumberCards } from './NumberCards.tsx';
import { ReliabilityChart } from './ReliabilityChart.tsx';
import { useEvaluation, useRescore } from './use-evaluation.ts';
import { VersionsChart } from './VersionsChart.tsx';

/** How good each version is on queries that it never saw, and how sure that is. */
export function EvaluateScreen() {
  const { params } = useRoute();
  const { data: overview, error } = useEvaluation(params.version);
  if (error && !isUnreachable(error)) {
    return (
      <Page title="Evaluate">
        <Card flush>
          <ErrorState
            failure={toFailure(error)}
            actions={
              params.version && <Button onClick={() => navigate('evaluate')}>Latest version</Button>
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
  if (overview.points.length === 0 && !overview.metrics)
    return <NothingMeasured overview={overview} />;
  return <Evaluation overview={overview} />;
}

function Evaluation({ overview }: { overview: EvaluationOverview }) {
  const { metrics, selected } = overview;
  const minAccuracy = useWorkspace().data?.settings.minAccuracy ?? 0;
  const versions = useVersions().data;
  const colours = useMemo(
    () => versionColours(versions ?? overview.points),
    [versions, overview.points],
  );
  const select = useCallback((version: string) => navigate('evaluate', { version }), []);
  return (
    <Page
      title="Evaluate"
      facts={<Facts overview={overview} />}
      actions={<Rescore overview={overview} />}
    >
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
    </Page>
  );
}

function Facts({
  overview: { testQueries, selected, stale, points },
}: {
  overview: EvaluationOverview;
}) {
  const isLatest = points.some(({ version, latest }) => latest && version === selected);
  return (
    <>
      {selected && (
        <Fact>
          <b>{selected}</b> {isLatest && 'latest'}
        </Fact>
      )}
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

function Rescore({ overview }: { overview: EvaluationOverview }) {
  const { start, running } = useRescore();
  if (overview.stale === 0 && !running) return null;
  return (
    <Button variant="filled" loading={running} onClick={start}>
      Re-score
    </Button>
  );
}

function NoMetrics({ version }: { version: string }) {
  return (
    <Card>
      <p>
        <b>{version} was not measured.</b> Its mode only builds an index; a full train on judgments
        measures it.
      </p>
    </Card>
  );
}

function NothingMeasured({ overview }: { overview: EvaluationOverview }) {
  return (
    <Page title="Evaluate">
      <div className={classes.empty}>
        <EmptyState
          picture={<EvaluateSketch />}
          title={
            overview.selected
              ? 'No version has been measured yet'
              : 'There is no version to evaluate yet'
          }
          action={
            <Button component="a" href="#/train" variant="filled">
              Train
            </Button>
          }
        >
          {overview.selected &&
            `${overview.selected} only builds an index, which measures nothing. `}
          A full train keeps a fifth of the judged queries aside, never learns from them, and
          reports on them how good the version is and how sure that is.
        </EmptyState>
      </div>
    </Page>
  );
}
