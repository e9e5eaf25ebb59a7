import { Button, NativeSelect } from '@mantine/core';
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { DevicesOverview, JobState, ModelSummary } from '#core/contract/index.ts';
import { failureOfJob, isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { shownJob } from '../jobs/job-lists.ts';
import { PauseButton } from '../jobs/PauseButton.tsx';
import { StageList } from '../jobs/StageList.tsx';
import { useJobActions } from '../jobs/use-job-actions.ts';
import { deviceLine, measurable, shownModel } from '../models/devices-view.ts';
import { useDevices, useModels, useProbe } from '../models/use-models.ts';
import classes from './DevicesCard.module.css';
import { DevicesSketch } from './DevicesSketch.tsx';
import { ReportTable } from './ReportTable.tsx';
import shared from './SettingsScreen.module.css';

/** What this machine can compute on, and how fast each model runs there. */
export function DevicesCard({ readOnly }: { readOnly: boolean }) {
  const { data: overview, error } = useDevices();
  const models = measurable(useModels().data ?? []);
  return (
    <Card title="Devices" aside={<span>measured, not assumed</span>} flush>
      {error && !isUnreachable(error) && <ErrorState failure={toFailure(error)} />}
      {!overview && !error && (
        <div className={shared.inset}>
          <SkeletonLines count={4} height={34} />
        </div>
      )}
      {overview && (
        <>
          <FoundDevices overview={overview} />
          <Measurements overview={overview} models={models} readOnly={readOnly} />
        </>
      )}
    </Card>
  );
}

const MARKS = { available: IconCheck, imitated: IconMinus, missing: IconX } as const;

function FoundDevices({ overview }: { overview: DevicesOverview }) {
  return (
    <ul className={classes.found} aria-label="Devices of this machine">
      {overview.found.map(deviceLine).map(({ device, name, state, label, detail }) => {
        const Mark = MARKS[state];
        return (
          <li key={`${device} ${name}`} data-state={state}>
            <Mark size={15} stroke={2.4} aria-hidden="true" />
            <b>{name}</b>
            <span>
              {label}
              {detail && <span className={classes.detail}>{detail}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

interface MeasurementsProps {
  overview: DevicesOverview;
  models: readonly ModelSummary[];
  readOnly: boolean;
}

function Measurements({ overview, models, readOnly }: MeasurementsProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const jobs = useJobs();
  const probe = useProbe();
  const model = shownModel(models, overview.verdicts, chosen);
  if (!model) {
    return (
      <EmptyState picture={<DevicesSketch />} title="Nothing to measure yet">
        Devices matter for transformers. Add one, and its speed and its vectors are compared here on
        each device of this machine.
      </EmptyState>
    );
  }
  const verdict = overview.verdicts.find((one) => one.model === model.id);
  const job = shownJob(jobs, 'probe');
  const probing = job !== null && !hasEnded(job);
  const busy = jobs.some((one) => !hasEnded(one));
  const obstacle = readOnly
    ? 'This workspace can only be read here.'
    : busy
      ? 'Another job is running; measured beside it, nothing would be as fast as it is.'
      : null;
  return (
    <>
      <div className={classes.choice}>
        <NativeSelect
          size="xs"
          aria-label="Model that is measured"
          value={model.id}
          data={models.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <Button
          disabled={obstacle !== null}
          title={obstacle ?? undefined}
          loading={probe.isPending}
          onClick={() => probe.mutate(model.id)}
        >
          {verdict ? 'Measure again' : 'Measure'}
        </Button>
        {obstacle && !probing && <span className={shared.small}>{obstacle}</span>}
      </div>
      {job && <Probe job={job} />}
      {verdict ? (
        <ReportTable verdict={verdict} />
      ) : (
        <p className={`${shared.inset} ${shared.note}`}>
          {model.name} has not been measured on this machine. Measuring runs it on each device with
          each of its weights for some seconds, and compares the vectors with those of the CPU in
          fp32. Without it, the first training does so.
        </p>
      )}
    </>
  );
}

function Probe({ job }: { job: JobState }) {
  const { cancel, dismiss } = useJobActions();
  if (job.error && job.status === 'failed') {
    return (
      <ErrorState
        failure={failureOfJob(job.error)}
        actions={<Button onClick={() => dismiss.mutate(job.id)}>Dismiss</Button>}
      />
    );
  }
  if (hasEnded(job)) return null;
  return (
    <div className={classes.probe}>
      <div className={classes.choice} role="status">
        <b>{job.title}</b>
        <PauseButton job={job} />
        <Button loading={cancel.isPending} onClick={() => cancel.mutate(job.id)}>
          Cancel
        </Button>
      </div>
      <StageList job={job} />
    </div>
  );
}
