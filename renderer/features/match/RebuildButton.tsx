import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, engine } from '#renderer/api/client.ts';
import { type Failure, toFailure } from '#renderer/api/failure.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { showToast } from '#renderer/ui/toast.tsx';

interface Props {
  failure: Failure;
  /** The one in use where left out. */
  version?: string;
}

/** Where a version's index is damaged: makes it again. Nothing for any other failure. */
export function RebuildButton({ failure, version: named }: Props) {
  const { data: workspace } = useWorkspace();
  const cache = useQueryClient();
  const rebuild = useMutation({
    mutationFn: (version: string) => client.jobs.rebuild({ version }),
    onSuccess: () => cache.invalidateQueries({ queryKey: engine.jobs.key() }),
    onError: (error) => showToast({ message: toFailure(error).message, tone: 'bad' }),
  });
  const version = named ?? workspace?.inUse ?? null;
  if (failure.code !== 'DAMAGED' || version === null || workspace?.readOnly) return null;
  return (
    <Button
      variant="filled"
      loading={rebuild.isPending}
      onClick={() => rebuild.mutate(version)}
    >{`Make the index of ${version} again`}</Button>
  );
}
