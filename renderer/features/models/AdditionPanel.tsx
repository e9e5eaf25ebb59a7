import { Button } from '@mantine/core';
import type { JobState } from '#core/contract/index.ts';
import { failureOfJob } from '#renderer/api/failure.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { useJobActions } from '../jobs/use-job-actions.ts';
import classes from './AdditionPanel.module.css';
import { Done, Line, Question, Sending, Working } from './AdditionPhases.tsx';
import {
  type Addition,
  additionPhase,
  foreignJobs,
  removeAddition,
  useAdditions,
} from './additions.ts';
import { useAddModel } from './use-add-model.ts';

/** Models on their way into the workspace; nothing where none is. */
export function AdditionPanel({ readOnly }: { readOnly: boolean }) {
  const additions = useAdditions();
  const jobs = useJobs();
  const foreign = foreignJobs(jobs, additions);
  if (additions.length + foreign.length === 0) return null;
  return (
    <Card title="Models to add" flush className={classes.panel}>
      {additions.map((addition) => (
        <AdditionItem key={addition.id} addition={addition} jobs={jobs} readOnly={readOnly} />
      ))}
      {foreign.map((job) => (
        <article key={job.id} className={classes.item} aria-label={job.title}>
          <Working job={job} name={job.title} />
          {job.error && (
            <ErrorState failure={failureOfJob(job.error)} actions={<Dismiss job={job} />} />
          )}
        </article>
      ))}
    </Card>
  );
}

interface ItemProps {
  addition: Addition;
  jobs: readonly JobState[];
  readOnly: boolean;
}

function AdditionItem({ addition, jobs, readOnly }: ItemProps) {
  const { name, job } = addition;
  const { start } = useAddModel();
  const { dismiss } = useJobActions();
  const state = additionPhase(addition, jobs);
  // A job that ended is forgotten with what it was for, or it would be shown by itself.
  const forgetJob = () => {
    if (job) dismiss.mutate(job);
  };
  const leave = () => {
    removeAddition(addition.id);
    forgetJob();
  };
  const again = () => {
    forgetJob();
    void start(addition);
  };
  return (
    <article className={classes.item} aria-label={name}>
      {state.phase === 'asking' && (
        <Question addition={addition} readOnly={readOnly} onYes={() => void start(addition)} />
      )}
      {state.phase === 'sending' && <Sending addition={addition} share={state.share} />}
      {state.phase === 'working' && <Working job={state.job} name={name} />}
      {state.phase === 'done' && <Done model={state.model} onClose={leave} />}
      {state.phase === 'cancelled' && (
        <Line text={<>{name} was not added: it was cancelled. Nothing was changed.</>}>
          <Button onClick={again}>Start again</Button>
          <Button onClick={leave}>Close</Button>
        </Line>
      )}
      {state.phase === 'failed' && (
        <>
          <h3 className={classes.failed}>{name} was not added</h3>
          <ErrorState
            failure={state.failure}
            actions={
              <>
                <Button onClick={again}>Try again</Button>
                <Button onClick={leave}>Leave it out</Button>
              </>
            }
          />
        </>
      )}
    </article>
  );
}

function Dismiss({ job }: { job: JobState }) {
  const { dismiss } = useJobActions();
  return (
    <Button loading={dismiss.isPending} onClick={() => dismiss.mutate(job.id)}>
      Dismiss
    </Button>
  );
}
