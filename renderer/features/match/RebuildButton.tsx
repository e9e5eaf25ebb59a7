import { Button } from '@mantine/core';
import { type Failure, toFailure } from '#renderer/api/failure.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { useRebuild } from '../jobs/use-rebuild.ts';

interface Props {
  failure: Failure;
  /** The one in use where left out. */
  version?: string;
}

/** Where a version's index is damaged: makes it again. Nothing for any other failure. */
export function RebuildButton({ failure, version: named }: Props) {
  const { data: workspace } = useWorkspace();
  const rebuild = useRebuild();
  const start = (id: string) =>
    rebuild.mutate(id, {
      onError: (error) => showToast({ message: toFailure(error).message, tone: 'bad' }),
    });
  const version = named ?? workspace?.inUse ?? null;
  if (failure.code !== 'DAMAGED' || version === null || workspace?.readOnly) return null;
  return (
    <Button variant="filled" loading={rebuild.isPending} onClick={() => start(version)}>
      Rebuild
    </Button>
  );
}
