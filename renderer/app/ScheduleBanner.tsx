import { Button } from '@mantine/core';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { addPaths } from '#renderer/features/data/pending-files.ts';
import { waitingFiles, waitingWords } from '#renderer/features/settings/schedule-view.ts';
import { useSchedule, useScheduleActions } from '#renderer/features/settings/use-services.ts';
import classes from './Banner.module.css';
import { navigate } from './navigate.ts';

/** A watched file has changed: take it in, leave it out, or look at it first. Nothing waits for the answer. */
export function ScheduleBanner() {
  const { data: workspace } = useWorkspace();
  const watches = workspace !== undefined && workspace.settings.watch.length > 0;
  if (!watches || workspace.readOnly || workspace.settings.onChange !== 'offer') return null;
  return <Offer />;
}

function Offer() {
  const { data: state } = useSchedule();
  const { take, ignore } = useScheduleActions();
  const importing = useJobs().some((job) => job.kind === 'import' && !hasEnded(job));
  const watched = state?.watched ?? [];
  const words = waitingWords(watched);
  // While it is taken in, the job's own chip shows how far it is.
  if (!words || take.isPending || importing) return null;
  const busy = ignore.isPending;
  return (
    <div className={classes.banner} role="status">
      <span>
        <b>{words}.</b> Taking it in makes a new version with what is different.
      </span>
      <span className={classes.buttons}>
        <Button
          size="compact-xs"
          onClick={() => {
            addPaths(waitingFiles(watched).map(({ path }) => path));
            navigate('data');
          }}
        >
          Look
        </Button>
        <Button size="compact-xs" loading={busy} onClick={() => ignore.mutate()}>
          Leave out
        </Button>
        <Button
          size="compact-xs"
          variant="filled"
          disabled={busy}
          onClick={() => take.mutate(undefined, { onSuccess: () => navigate('train') })}
        >
          Take in
        </Button>
      </span>
    </div>
  );
}
