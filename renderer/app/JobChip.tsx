import { useJobs } from '#renderer/api/jobs.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { jobActivity } from '#renderer/features/train/stage-names.ts';
import { formatPercent, formatSeconds } from '#renderer/ui/format.ts';
import { Ring } from '#renderer/ui/Ring.tsx';
import classes from './JobChip.module.css';

/** The running job and how far it is; nothing while none runs. */
export function JobChip() {
  const job = useJobs().find((candidate) => !hasEnded(candidate));
  if (!job) return null;
  const { label, share, secondsLeft } = jobActivity(job);
  const screen = { train: 'train', rescore: 'evaluate', import: 'data' }[job.kind];
  return (
    <a className={classes.chip} href={`#/${screen}`} title={job.title}>
      <Ring share={share} />
      <span>{label}</span>
      {share !== null && <b>{formatPercent(share)}</b>}
      {secondsLeft !== null && <span>{formatSeconds(Math.max(1, secondsLeft))} left</span>}
    </a>
  );
}
