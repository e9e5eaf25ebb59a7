import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { JobState, ModelSummary } from '#core/contract/index.ts';
import { navigate } from '#renderer/app/navigate.ts';
import { formatBytes, formatCount } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { Ring } from '#renderer/ui/Ring.tsx';
import { PauseButton } from '../jobs/PauseButton.tsx';
import { StageList } from '../jobs/StageList.tsx';
import { useJobActions } from '../jobs/use-job-actions.ts';
import classes from './AdditionPanel.module.css';
import { type Addition, removeAddition } from './additions.ts';
import { stopSending } from './use-add-model.ts';

/** Asks before anything is copied. */
export function Question({
  addition: { id, name, about },
  readOnly,
  onYes,
}: {
  addition: Addition;
  readOnly: boolean;
  onYes(): void;
}) {
  const readOnlyReason = 'This workspace can only be read here';
  return (
    <Line
      text={
        <>
          <b>This looks like a model: {name}</b>
          <small>
            {about}.{' '}
            {readOnly ? `${readOnlyReason}.` : 'It is copied into the workspace and checked.'}
          </small>
        </>
      }
    >
      <Button
        variant="filled"
        disabled={readOnly}
        title={readOnly ? readOnlyReason : undefined}
        onClick={onYes}
      >
        Add it
      </Button>
      <Button onClick={() => removeAddition(id)}>Leave it out</Button>
    </Line>
  );
}

/** A folder whose files go to the engine. */
export function Sending({ addition, share }: { addition: Addition; share: number | null }) {
  const { id, name, source, sent } = addition;
  const total = source.from === 'upload' ? source.model.bytes : 0;
  return (
    <Line
      text={
        <>
          <b>
            <Ring share={share} /> {share === null ? `Asking for ${name}` : `Copying ${name}`}
          </b>
          {share !== null && (
            <>
              <ProgressBar share={share} label={`Copying ${name}`} />
              <small>
                {formatBytes(sent)} of {formatBytes(total)}
              </small>
            </>
          )}
        </>
      }
    >
      <Button onClick={() => stopSending(id)}>Cancel</Button>
    </Line>
  );
}

/** What the engine does with it, stage by stage. */
export function Working({ job, name }: { job: JobState | null; name: string }) {
  const { cancel } = useJobActions();
  if (!job) {
    return (
      <Line
        text={
          <b>
            <Ring share={null} /> {name}
          </b>
        }
      />
    );
  }
  if (job.status === 'failed') return <h3 className={classes.failed}>{name} failed</h3>;
  return (
    <>
      <Line text={<b>{job.status === 'queued' ? `${name} waits for another job` : name}</b>}>
        <PauseButton job={job} />
        <Button loading={cancel.isPending} onClick={() => cancel.mutate(job.id)}>
          Cancel
        </Button>
      </Line>
      <StageList job={job} />
    </>
  );
}

/** It is there: and now it can be used. */
export function Done({ model, onClose }: { model: ModelSummary; onClose(): void }) {
  const train = () => {
    navigate('train', { embedder: model.id });
    onClose();
  };
  return (
    <Line
      text={
        <>
          <b>{model.name} was added</b>
          <small>
            {formatCount(model.dimensions)} dimensions, {Object.keys(model.weights).join(' and ')},{' '}
            {formatBytes(model.bytes)}
          </small>
        </>
      }
    >
      <Button variant="filled" onClick={train}>
        Train with it
      </Button>
      <Button onClick={onClose}>Close</Button>
    </Line>
  );
}

/** Words, and what can be done about them. */
export function Line({ text, children }: { text: ReactNode; children?: ReactNode }) {
  return (
    <div className={classes.line}>
      <div className={classes.text} role="status">
        {text}
      </div>
      {children && <div className={classes.buttons}>{children}</div>}
    </div>
  );
}
