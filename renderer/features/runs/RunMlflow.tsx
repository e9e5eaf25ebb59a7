import { Button } from '@mantine/core';
import type { RunDetail, RunSummary } from '#core/contract/index.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { formatPercent } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { jobActivity } from '../jobs/stage-names.ts';
import classes from './RunInspector.module.css';
import { mlflowWords } from './run-view.ts';
import { usePush, usePushJob } from './use-runs.ts';

/** Whether a run is on the MLflow server, and how it gets there. */
export function RunMlflow({ run, mlflow }: { run: RunSummary; mlflow: RunDetail['mlflow'] }) {
  const { data: workspace } = useWorkspace();
  const push = usePush();
  const pushing = usePushJob();
  const url = workspace?.settings.mlflowUrl;
  return (
    <section className={classes.part}>
      <h3>MLflow</h3>
      <p>
        {url || mlflow ? mlflowWords(mlflow) : 'No server is set.'}{' '}
        {mlflow && (
          <span className={classes.quiet}>
            Pushed <Ago at={mlflow.at} inWords />.
          </span>
        )}
      </p>
      {pushing && <Pushing job={pushing} />}
      <div className={classes.buttons} style={{ marginTop: 6 }}>
        {mlflow && (
          <Button component="a" href={mlflow.page} target="_blank" rel="noreferrer">
            Open in MLflow
          </Button>
        )}
        {mlflow && <CopyButton text={() => mlflow.page} label="Copy its address" size="xs" />}
        {url && !workspace.readOnly && !pushing && (
          <Button
            loading={push.isPending}
            onClick={() => push.mutate({ runs: [run.id], bundle: false })}
          >
            {mlflow?.complete ? 'Push again' : 'Push'}
          </Button>
        )}
        {url && !workspace.readOnly && !pushing && run.version && (
          <Button
            title="Also the version as one archive that other Plumblines and services load"
            disabled={push.isPending}
            onClick={() => push.mutate({ runs: [run.id], bundle: true })}
          >
            Push with bundle
          </Button>
        )}
        {!url && (
          <Button component="a" href="#/settings?show=services">
            Set a server
          </Button>
        )}
      </div>
    </section>
  );
}

function Pushing({ job }: { job: Parameters<typeof jobActivity>[0] }) {
  const { label, share } = jobActivity(job);
  return (
    <div role="status" style={{ marginTop: 6 }}>
      <p className={classes.quiet}>
        {label}
        {share !== null && ` ${formatPercent(share)}`}
      </p>
      {share !== null && <ProgressBar share={share} label={job.title} />}
    </div>
  );
}
