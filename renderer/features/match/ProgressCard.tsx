import { Button } from '@mantine/core';
import type { JobState, MatchedTable } from '#core/contract/index.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { formatCount, formatQuantity } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { PauseButton } from '../jobs/PauseButton.tsx';
import { useJobActions } from '../jobs/use-job-actions.ts';
import classes from './ProgressCard.module.css';
import { type TableProgress, tableProgress } from './table-view.ts';

interface Props {
  /** Null before the engine has made one. */
  table: MatchedTable | null;
  job: JobState;
  name: string;
}

/** How far matching is, with its rate and the time left; it can be paused and cancelled. */
export function ProgressCard({ table, job, name }: Props) {
  const { cancel } = useJobActions();
  const progress = tableProgress(table, job);
  return (
    <Card className={classes.card}>
      <div className={classes.line}>
        <p role="status">{words(progress)}</p>
        <span className={classes.pace}>{progress.pace}</span>
        <PauseButton job={job} />
        <Button loading={cancel.isPending} onClick={() => cancel.mutate(job.id)}>
          Cancel
        </Button>
      </div>
      <ProgressBar share={progress.share ?? 0} label={`Matching ${name}`} />
    </Card>
  );
}

function words({ state, doing, done, rows, share }: TableProgress) {
  if (state === 'queued') return 'Waiting: another job runs first.';
  if (share === null) return done > 0 ? `${doing}, ${formatQuantity(done, 'row')} so far` : doing;
  return (
    <>
      {doing}, <b>{formatCount(done)}</b> of {formatQuantity(rows, 'row')}
    </>
  );
}
