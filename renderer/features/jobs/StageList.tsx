import { IconCheck, IconMinus, IconPlayerPause, IconX } from '@tabler/icons-react';
import type { JobState } from '#core/contract/index.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { Ring } from '#renderer/ui/Ring.tsx';
import classes from './StageList.module.css';
import { type StageRow, stageRows } from './stage-rows.ts';

/** The stages of a training, each with what it did and how long it took. */
export function StageList({ job }: { job: JobState }) {
  if (job.stages.length === 0) return <Beginning job={job} />;
  return (
    <ol className={classes.list} aria-label={`Stages of ${job.title}`}>
      {stageRows(job).map((row) => (
        <Stage key={row.stage} row={row} />
      ))}
    </ol>
  );
}

/** Before a job's stages are known. */
function Beginning({ job: { status } }: { job: JobState }) {
  if (hasEnded({ status })) return null;
  return (
    <p className={classes.stage} role="status">
      <span className={classes.mark}>
        <Ring share={null} size={15} />
      </span>
      <b className={classes.title}>{status === 'queued' ? 'Waiting' : 'Starting'}</b>
      {status === 'queued' && <span className={classes.detail}>Another job runs first.</span>}
    </p>
  );
}

function Stage({ row }: { row: StageRow }) {
  return (
    <li className={classes.stage} data-state={row.state}>
      <span className={classes.mark}>
        <Mark row={row} />
      </span>
      <b className={classes.title}>{row.title}</b>
      <div className={classes.detail}>
        {row.share !== null && <ProgressBar share={row.share} label={row.title} />}
        <span>{row.detail}</span>
      </div>
      <span className={classes.time}>{row.time}</span>
    </li>
  );
}

function Mark({ row: { state, share } }: { row: StageRow }) {
  if (state === 'done') return <IconCheck size={15} stroke={2.4} aria-label="done" />;
  if (state === 'failed') return <IconX size={15} stroke={2.4} aria-label="failed" />;
  if (state === 'skipped') return <IconMinus size={15} stroke={2} aria-label="skipped" />;
  if (state === 'paused') return <IconPlayerPause size={15} stroke={2} aria-label="paused" />;
  if (state === 'running') return <Ring share={share} size={15} />;
  return <span className={classes.waiting} />;
}
