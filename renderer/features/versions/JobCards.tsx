import { Button } from '@mantine/core';
import type { JobState } from '#core/contract/index.ts';
import { failureOfJob } from '#renderer/api/failure.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { engineWords, formatBytes, formatPercent, formatSeconds } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { InterruptedBanner } from '../jobs/InterruptedBanner.tsx';
import { interruptedJobs } from '../jobs/job-lists.ts';
import { jobActivity } from '../jobs/stage-names.ts';
import { useJobActions } from '../jobs/use-job-actions.ts';
import classes from './JobCards.module.css';
import { importedWords, versionJobs } from './version-jobs.ts';

interface Props {
  onShow(version: string): void;
}

/** Exports, imports and repairs: how far they are, and what came of them. */
export function JobCards({ onShow }: Props) {
  const jobs = useJobs();
  const busy = jobs.some((job) => !hasEnded(job));
  return (
    <>
      {interruptedJobs(jobs, 'versions').map((job) => (
        <InterruptedBanner key={job.id} job={job} busy={busy} />
      ))}
      {versionJobs(jobs).map((job) => (
        <JobCard key={job.id} job={job} onShow={onShow} />
      ))}
    </>
  );
}

function JobCard({ job, onShow }: Props & { job: JobState }) {
  const { cancel, dismiss } = useJobActions();
  const close = <Button onClick={() => dismiss.mutate(job.id)}>Dismiss</Button>;
  if (!hasEnded(job)) {
    return <Going job={job} cancelling={cancel.isPending} onCancel={() => cancel.mutate(job.id)} />;
  }
  if (job.error) {
    return (
      <Card title={job.title} flush className={classes.card}>
        <ErrorState failure={failureOfJob(job.error)} actions={close} />
      </Card>
    );
  }
  return (
    <Card className={`${classes.card} ${classes.line}`}>
      {job.exported && <Exported {...job.exported} />}
      {job.bundle && <Brought bundle={job.bundle} onShow={onShow} />}
      {close}
    </Card>
  );
}

interface GoingProps {
  job: JobState;
  cancelling: boolean;
  onCancel(): void;
}

function Going({ job, cancelling, onCancel }: GoingProps) {
  const { label, share, secondsLeft } = jobActivity(job);
  return (
    <Card className={classes.card}>
      <div className={classes.line}>
        <p role="status">
          <b>{job.title}</b>
          {job.status === 'queued'
            ? ': waits for another job'
            : label !== job.title && `: ${label}`}
          {share !== null && `, ${formatPercent(share)}`}
          {secondsLeft !== null && `, ${formatSeconds(Math.max(1, secondsLeft))} left`}
        </p>
        <Button loading={cancelling} onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <ProgressBar share={share ?? 0} label={job.title} />
    </Card>
  );
}

function Exported({ version, path, bytes, files, sha256 }: NonNullable<JobState['exported']>) {
  return (
    <>
      <p className={classes.text}>
        <b>{version} exported</b>, {formatBytes(bytes)} in {files} files
        <span className={classes.path} title={`sha256 ${sha256}`}>
          {path}
        </span>
      </p>
      <CopyButton text={() => path} label="Copy path" size="xs" />
    </>
  );
}

interface BroughtProps extends Props {
  bundle: NonNullable<JobState['bundle']>;
}

function Brought({ bundle, onShow }: BroughtProps) {
  return (
    <>
      <div className={classes.text}>
        <p>
          <b>{importedWords(bundle)}</b>
        </p>
        {bundle.checks.length > 0 && (
          <ul className={classes.checks} aria-label="What was checked">
            {bundle.checks.map((check) => (
              <li key={check}>{engineWords(check)}</li>
            ))}
          </ul>
        )}
      </div>
      <Button onClick={() => onShow(bundle.version)}>Show it</Button>
    </>
  );
}
