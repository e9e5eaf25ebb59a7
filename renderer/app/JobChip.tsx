import { useJobs } from '#renderer/api/jobs.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { JOB_SCREENS } from '#renderer/features/jobs/job-lists.ts';
import { jobActivity } from '#renderer/features/jobs/stage-names.ts';
import { formatPercent, formatSeconds } from '#renderer/ui/format.ts';
import { Ring } from '#renderer/ui/Ring.tsx';
import classes from './JobChip.module.css';

/** The running job and how far it is; nothing while none runs. */
export function JobChip() {
  const job = useJobs().find((candidate) => !hasEnded(candidate));
  if (!job) return null;
  const { label, share, secondsLeft } = jobActivity(job);
  return (
    <a className={classes.chip} href={`#/${JOB_SCREENS[job.kind]}`} title={job.title}>
      <Ring share={share} />
      <span>{label}</span>
      {share !== null && <b>{formatPercent(share)}</b>}
      {secondsLeft !== null && <span>{formatSeconds(Math.max(1, secondsLeft))} left</span>}
    </a>
  );
}
