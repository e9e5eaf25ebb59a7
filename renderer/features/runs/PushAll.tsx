import { Button } from '@mantine/core';
import type { RunSummary } from '#core/contract/index.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { formatQuantity } from '#renderer/ui/format.ts';
import { usePush, usePushJob } from './use-runs.ts';

/** Pushes every run that is not on the MLflow server yet; nothing where none is set, or all are there. */
export function PushAll({ runs }: { runs: readonly RunSummary[] }) {
  const { data: workspace } = useWorkspace();
  const push = usePush();
  const pushing = usePushJob() !== undefined;
  const waiting = runs.filter(({ pushed, status }) => !pushed && status !== 'running').length;
  if (!workspace?.settings.mlflowUrl || workspace.readOnly || waiting === 0) return null;
  return (
    <Button
      title={`To ${workspace.settings.mlflowUrl}`}
      loading={push.isPending || pushing}
      onClick={() => push.mutate({ bundle: false })}
    >
      Push {formatQuantity(waiting, 'run')} to MLflow
    </Button>
  );
}
