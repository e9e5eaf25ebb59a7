import { Button } from '@mantine/core';
import type { JobState } from '#core/contract/index.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { formatSeconds } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { PauseButton } from '../jobs/PauseButton.tsx';
import { currentStage, jobActivity } from '../jobs/stage-names.ts';
import { useJobActions } from '../jobs/use-job-actions.ts';
import tables from './tables.module.css';

/** How far measuring the learning curve is; it can be paused and cancelled. */
export function MeasuringCard({ job }: { job: JobState }) {
  const { cancel } = useJobActions();
  const { label, share, secondsLeft } = jobActivity(job);
  const detail = currentStage(job)?.detail;
  const left = secondsLeft === null ? '' : `${formatSeconds(secondsLeft)} left`;
  return (
    <Card title="Measuring the learning curve">
      <div className={tables.ask}>
        <p role="status">
          {job.status === 'queued' ? 'Waiting: another job runs first.' : label}{' '}
          <span className={tables.quiet}>{[detail, left].filter(Boolean).join(', ')}</span>
        </p>
        <PauseButton job={job} />
        <Button loading={cancel.isPending} onClick={() => cancel.mutate(job.id)}>
          Cancel
        </Button>
      </div>
      <ProgressBar share={share ?? 0} label="Measuring the learning curve" />
    </Card>
  );
}
