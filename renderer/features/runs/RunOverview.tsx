import { Button } from '@mantine/core';
import type { JobState, RunDetail, RunSummary } from '#core/contract/index.ts';
import { failureOfJob } from '#renderer/api/failure.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { formatQuantity } from '#renderer/ui/format.ts';
import { PauseButton } from '../jobs/PauseButton.tsx';
import { StageList } from '../jobs/StageList.tsx';
import { useJobActions } from '../jobs/use-job-actions.ts';
import { MetricCharts } from './MetricCharts.tsx';
import { finalMeasures } from './measures-view.ts';
import classes from './RunInspector.module.css';
import { RunMlflow } from './RunMlflow.tsx';
import { RunNotifications } from './RunNotifications.tsx';
import { endWords } from './run-view.ts';
import { StageTimes } from './StageTimes.tsx';

interface Props {
  summary: RunSummary;
  detail: RunDetail;
  live: JobState | undefined;
}

/** How a run went: what it is doing or how it ended, its measures, its time, who was told. */
export function RunOverview({ summary, detail, live }: Props) {
  const { run, metrics } = detail;
  const ended = endWords(run);
  return (
    <>
      {live && <Live job={live} />}
      {run.error && run.status !== 'cancelled' && <ErrorState failure={failureOfJob(run.error)} />}
      {ended && (
        <p className={classes.remark} data-tone={run.status === 'killed' ? 'bad' : undefined}>
          {ended}
        </p>
      )}
      <Measures detail={detail} />
      <StageTimes run={run} />
      <MetricCharts id={run.id} metrics={metrics} />
      {run.status !== 'running' && <RunMlflow run={summary} mlflow={detail.mlflow} />}
      <RunNotifications run={run} notifications={detail.notifications} />
    </>
  );
}

/** The stages of a run that goes on. */
function Live({ job }: { job: JobState }) {
  const { cancel } = useJobActions();
  return (
    <div>
      <div className={classes.live}>
        <StageList job={job} />
      </div>
      <div className={classes.buttons} style={{ marginTop: 8 }}>
        <PauseButton job={job} />
        <Button loading={cancel.isPending} onClick={() => cancel.mutate(job.id)}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

function Measures({ detail: { metrics } }: { detail: RunDetail }) {
  const { headline, others } = finalMeasures(metrics);
  if (headline.length + others.length === 0) return null;
  return (
    <section className={classes.part}>
      <h3>Measures on test</h3>
      {headline.length > 0 && (
        <dl className={classes.numbers}>
          {headline.map(({ name, title, value }) => (
            <div key={name}>
              <dt title={name}>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {others.length > 0 && (
        <details className={classes.more}>
          <summary>{formatQuantity(others.length, 'more number')}</summary>
          <dl className={classes.facts} data-wide>
            {others.map(({ name, title, value }) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt title={name}>{title}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}
