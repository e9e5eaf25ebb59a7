import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRef } from 'react';
import type { RunSummary } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { navigate, useRoute } from '#renderer/app/navigate.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { InspectorSplit } from '#renderer/ui/InspectorSplit.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { Fact, Page } from '#renderer/ui/Page.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { InterruptedBanner } from '../jobs/InterruptedBanner.tsx';
import { interruptedJobs } from '../jobs/job-lists.ts';
import { useModels } from '../models/use-models.ts';
import { comparedPair } from './compare-runs-view.ts';
import { PushAll } from './PushAll.tsx';
import { type Place, placeParams, readPlace, togglePick } from './place.ts';
import { RunComparison } from './RunComparison.tsx';
import { RunFilter } from './RunFilter.tsx';
import { RunInspector } from './RunInspector.tsx';
import { RunsGrid } from './RunsGrid.tsx';
import classes from './RunsScreen.module.css';
import { RunsSketch } from './RunsSketch.tsx';
import { RunTools } from './RunTools.tsx';
import { filterRuns } from './runs-view.ts';
import { useRuns } from './use-runs.ts';

/** Every training that ever ran here: what it was asked for, what it did, what came of it. */
export function RunsScreen() {
  const { data: runs, error } = useRuns();
  if (error && !runs && !isUnreachable(error)) {
    return (
      <Page title="Runs">
        <Card flush>
          <ErrorState failure={toFailure(error)} />
        </Card>
      </Page>
    );
  }
  if (!runs) {
    return (
      <Page title="Runs">
        <SkeletonLines count={8} height={34} />
      </Page>
    );
  }
  return runs.length === 0 ? <NoRun /> : <Runs runs={runs} />;
}

function NoRun() {
  return (
    <Page title="Runs">
      <div className={classes.centre}>
        <EmptyState
          picture={<RunsSketch />}
          title="Nothing has run yet"
          action={
            <Button component="a" href="#/train" variant="filled">
              Train
            </Button>
          }
        >
          Each training is kept here with its parameters, its measures, its log and how long each
          stage took, also when it fails.
        </EmptyState>
      </div>
    </Page>
  );
}

function Runs({ runs }: { runs: RunSummary[] }) {
  const place = readPlace(useRoute().params);
  const models = useModels().data ?? [];
  const filter = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const details = useRef<HTMLHeadingElement>(null);
  const change = (part: Partial<Place>) =>
    navigate('runs', placeParams({ ...place, ...part }), { replace: true });
  useHotkeys([['/', () => filter.current?.select()]]);

  const listed = filterRuns(runs, place, models);
  const chosen = listed.find(({ id }) => id === place.run) ?? listed[0];
  const pair = comparedPair(place.picked, runs);
  const pick = (id: string) => change({ picked: togglePick(place.picked, id) });
  const inspector = pair ? (
    <RunComparison ref={details} pair={pair} onClose={() => change({ picked: [] })} />
  ) : (
    chosen && (
      <RunInspector
        // Another run begins at the top of its details.
        key={chosen.id}
        ref={details}
        run={chosen}
        models={models}
        part={place.part}
        onPart={(part) => change({ part })}
      />
    )
  );
  return (
    <InspectorSplit
      id="plumbline-runs"
      label={pair ? 'What differs' : 'Run'}
      inspector={inspector}
      width={500}
      widest={820}
    >
      <div className={classes.head}>
        <h1>Runs</h1>
        <Fact>
          <b>{runs.length}</b> recorded
        </Fact>
        <RunFilter
          ref={filter}
          text={place.text}
          shown={listed.length < runs.length ? listed.length : null}
          onText={(text) => change({ text })}
          onLeave={() => grid.current?.focus()}
        />
        <PushAll runs={runs} />
      </div>
      <Interrupted />
      <div className={classes.list}>
        <Card flush>
          <RunTools runs={runs} place={place} onChange={change} />
          {listed.length === 0 ? (
            <NoneLike onClear={() => change({ status: 'all', mode: '', text: '' })} />
          ) : (
            <RunsGrid
              ref={grid}
              runs={listed}
              models={models}
              selected={chosen?.id ?? ''}
              picked={place.picked}
              onSelect={(run) => change({ run })}
              onPick={pick}
              onEnter={() => details.current?.focus()}
              onFilter={() => filter.current?.select()}
            />
          )}
          <Hints picked={place.picked.length} />
        </Card>
      </div>
    </InspectorSplit>
  );
}

function Interrupted() {
  const jobs = useJobs();
  const busy = jobs.some((job) => !hasEnded(job));
  return interruptedJobs(jobs, 'runs').map((job) => (
    <InterruptedBanner key={job.id} job={job} busy={busy} />
  ));
}

function NoneLike({ onClear }: { onClear(): void }) {
  return (
    <div className={classes.nothing} style={{ flex: 1 }}>
      <p>No run is like that.</p>
      <Button mt={8} onClick={onClear}>
        Show all runs
      </Button>
    </div>
  );
}

function Hints({ picked }: { picked: number }) {
  const readOnly = useWorkspace().data?.readOnly ?? false;
  return (
    <p className={classes.hints} role="status">
      {picked === 1 ? (
        <span>One run is chosen to be compared: choose a second one.</span>
      ) : (
        <>
          <span>
            <Kbd>↑</Kbd> <Kbd>↓</Kbd> choose
          </span>
          <span>
            <Kbd>Space</Kbd> compare
          </span>
          <span>
            <Kbd>Enter</Kbd> details
          </span>
          <span>
            <Kbd>/</Kbd> filter
          </span>
        </>
      )}
      {readOnly && <span>This workspace can only be read here.</span>}
    </p>
  );
}
