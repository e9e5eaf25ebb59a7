import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import type { JobState } from '#core/contract/index.ts';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { Ring } from '#renderer/ui/Ring.tsx';
import classes from './StageList.module.css';
import { type StageRow, stageRows } from './train-view.ts';

/** The stages of a training, each with what it did and how long it took. */
export function StageList({ job }: { job: JobState }) {
  return (
    <ol className={classes.list} aria-label={`Stages of ${job.title}`}>
      {stageRows(job).map((row) => (
        <Stage key={row.stage} row={row} />
      ))}
    </ol>
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
  if (state === 'running') return <Ring share={share} size={15} />;
  return <span className={classes.waiting} />;
}
