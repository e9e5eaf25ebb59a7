import { Button } from '@mantine/core';
import type { JobState } from '#core/contract/index.ts';
import { formatMoment } from '#renderer/ui/format.ts';
import classes from './InterruptedBanner.module.css';
import { useJobActions } from './use-job-actions.ts';

/** A job whose process ended before it did: run it again, or forget it. */
export function InterruptedBanner({ job, busy }: { job: JobState; busy: boolean }) {
  const { resume, dismiss } = useJobActions();
  const waiting = resume.isPending || dismiss.isPending;
  return (
    <div className={classes.banner} role="status">
      <p>
        <b>
          {job.kind === 'train' ? 'A training was interrupted.' : `${job.title} was interrupted.`}
        </b>{' '}
        It began on {formatMoment(job.startedAt)}. Nothing that was finished is lost.
      </p>
      <Button
        variant="filled"
        disabled={busy}
        loading={waiting}
        onClick={() => resume.mutate(job.id)}
      >
        Resume
      </Button>
      <Button disabled={waiting} onClick={() => dismiss.mutate(job.id)}>
        Dismiss
      </Button>
    </div>
  );
}
