import { Button } from '@mantine/core';
import type { JobState } from '#core/contract/index.ts';
import { useJobActions } from './use-job-actions.ts';

/** Pauses a running job and lets a paused one go on; nothing for a job that waits or has ended. */
export function PauseButton({ job: { id, status } }: { job: JobState }) {
  const { pause, unpause } = useJobActions();
  if (status === 'paused') {
    return (
      <Button variant="filled" loading={unpause.isPending} onClick={() => unpause.mutate(id)}>
        Continue
      </Button>
    );
  }
  if (status !== 'running') return null;
  return (
    <Button loading={pause.isPending} onClick={() => pause.mutate(id)}>
      Pause
    </Button>
  );
}
