import { Button } from '@mantine/core';
import { type Failure, failureOfJob, toFailure } from '#renderer/api/failure.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { StageList } from '../jobs/StageList.tsx';
import { useJobActions } from '../jobs/use-job-actions.ts';
import { useRebuild } from '../jobs/use-rebuild.ts';
import classes from './SearchScreen.module.css';

/** The version's index cannot be read: what is wrong, and making it again. Its end brings the results back. */
export function DamagedIndex({ failure, version }: { failure: Failure; version: string }) {
  const jobs = useJobs();
  const readOnly = useWorkspace().data?.readOnly ?? true;
  const { cancel } = useJobActions();
  const rebuild = useRebuild();
  const running = jobs.find((job) => job.kind === 'rebuild' && !hasEnded(job));
  const ended = jobs.find(({ id }) => id === rebuild.data?.id);
  if (running) {
    return (
      <div className={classes.rebuilding}>
        <header>
          <h2>Rebuilding the index of {version}</h2>
          <Button loading={cancel.isPending} onClick={() => cancel.mutate(running.id)}>
            Cancel
          </Button>
        </header>
        <StageList job={running} />
      </div>
    );
  }
  const shown = ended?.error ? failureOfJob(ended.error) : failure;
  return (
    <ErrorState
      failure={rebuild.error ? toFailure(rebuild.error) : shown}
      actions={
        <Button
          variant="filled"
          disabled={readOnly}
          title={readOnly ? 'This workspace can only be read here' : undefined}
          loading={rebuild.isPending}
          onClick={() => rebuild.mutate(version)}
        >
          Rebuild
        </Button>
      }
    />
  );
}
