import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobState, RunMode, WorkspaceSummary } from '#core/contract/index.ts';
import { engine } from '#renderer/api/client.ts';
import { failureOfJob, isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { formatQuantity } from '#renderer/ui/format.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { InterruptedBanner } from '../jobs/InterruptedBanner.tsx';
import { interruptedJobs, shownJob } from '../jobs/job-lists.ts';
import { PauseButton } from '../jobs/PauseButton.tsx';
import { StageList } from '../jobs/StageList.tsx';
import { useJobActions } from '../jobs/use-job-actions.ts';
import { LastResult } from './LastResult.tsx';
import { LogCard } from './LogCard.tsx';
import { ModeChoice } from './ModeChoice.tsx';
import { ResultCard } from './ResultCard.tsx';
import { RunSettings } from './RunSettings.tsx';
import classes from './TrainScreen.module.css';
import { TrainSketch } from './TrainSketch.tsx';
import { embeddedWith, trainingObstacle } from './train-view.ts';
import { useEmbedder } from './use-embedder.ts';
import { useTrain } from './use-train.ts';

/** Makes versions: choose what to do, follow its stages, see how the gate decided. */
export function TrainScreen() {
  const { data: workspace, error } = useWorkspace();
  const [mode, setMode] = useState<RunMode>('full-train');
  const jobs = useJobs();
  const job = shownJob(jobs, 'train');
  const running = job !== null && !hasEnded(job);
  const busy = jobs.some((candidate) => !hasEnded(candidate));
  const train = useTrain();
  const { cancel } = useJobActions();
  const embedder = useEmbedder(workspace?.settings);

  if (!workspace || !embedder) {
    return (
      <Page title="Train">
        {error && !isUnreachable(error) ? (
          <Card flush>
            <ErrorState failure={toFailure(error)} />
          </Card>
        ) : (
          <SkeletonLines count={8} height={42} />
        )}
      </Page>
    );
  }
  const obstacle = trainingObstacle(workspace, mode);
  const unusable = mode !== 'incremental' && embedder.chosen.obstacle !== null;
  const cannotStart = busy || (obstacle?.blocks ?? false) || unusable;
  return (
    <Page
      title="Train"
      actions={
        running ? (
          <>
            <PauseButton job={job} />
            <Button loading={cancel.isPending} onClick={() => cancel.mutate(job.id)}>
              Cancel
            </Button>
          </>
        ) : (
          <Button
            variant="filled"
            disabled={cannotStart}
            loading={train.isPending}
            onClick={() => train.mutate({ mode, ...embedder.request })}
          >
            Train
          </Button>
        )
      }
    >
      {interruptedJobs(jobs, 'train').map((interrupted) => (
        <InterruptedBanner key={interrupted.id} job={interrupted} busy={busy} />
      ))}
      {embedder.failure && (
        <Card flush>
          <ErrorState failure={embedder.failure} />
        </Card>
      )}
      {train.error && (
        <Card flush>
          <ErrorState failure={toFailure(train.error)} />
        </Card>
      )}
      <div className={classes.columns}>
        <div className={classes.column}>
          <Card>
            <ModeChoice value={mode} disabled={running} onChange={setMode} />
            <RunSettings {...embedder} workspace={workspace} mode={mode} running={running} />
            {obstacle && !running && <p className={classes.obstacle}>{obstacle.reason}</p>}
            {!running && !obstacle?.blocks && <BlockingFindings />}
          </Card>
          <LastResult />
        </div>
        <div className={classes.column}>
          {job ? <Training job={job} /> : <NothingRun workspace={workspace} />}
        </div>
      </div>
    </Page>
  );
}

function Training({ job }: { job: JobState }) {
  return (
    <>
      {job.train && <ResultCard result={job.train} embedded={embeddedWith(job)} />}
      {job.error && job.status !== 'cancelled' && (
        <Card flush>
          <ErrorState failure={failureOfJob(job.error)} />
        </Card>
      )}
      {job.status === 'cancelled' && (
        <p className={classes.cancelled}>Cancelled. No version was made and nothing was changed.</p>
      )}
      <Card flush>
        <StageList job={job} />
      </Card>
      <LogCard job={job} />
    </>
  );
}

function NothingRun({ workspace }: { workspace: WorkspaceSummary }) {
  const noData = workspace.counts.entries === 0;
  return (
    <Card className={classes.nothing}>
      <EmptyState
        picture={<TrainSketch />}
        title={noData ? 'Training needs a dictionary first' : 'Nothing has run in this session'}
        action={
          noData && (
            <Button component="a" href="#/data" variant="filled">
              Go to Data
            </Button>
          )
        }
      >
        Each training makes one version that never changes: its vectors, its index, what it learnt
        from your judgments, and how well it did on queries it never saw.
      </EmptyState>
    </Card>
  );
}

function BlockingFindings() {
  const { data } = useQuery(engine.data.findings.queryOptions());
  const blocking = data?.filter(({ level }) => level === 'block').length ?? 0;
  if (blocking === 0) return null;
  return (
    <p className={classes.obstacle}>
      {formatQuantity(blocking, 'finding')} may stop the training.{' '}
      <a href="#/data">Look at {blocking === 1 ? 'it' : 'them'}</a>
    </p>
  );
}
