import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, engine } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { showToast } from '#renderer/ui/toast.tsx';

/** Stopping, pausing and picking up jobs; each refreshes the list of jobs. */
export function useJobActions() {
  const cache = useQueryClient();
  const byId = (call: (input: { id: string }) => Promise<unknown>) => ({
    mutationFn: (id: string) => call({ id }),
    onSuccess: () => cache.invalidateQueries({ queryKey: engine.jobs.key() }),
    onError: (error: Error) => {
      const { message, remedy } = toFailure(error);
      showToast({ message, ...(remedy && { detail: remedy }), tone: 'bad' });
    },
  });
  return {
    cancel: useMutation(byId(client.jobs.cancel)),
    pause: useMutation(byId(client.jobs.pause)),
    unpause: useMutation(byId(client.jobs.unpause)),
    resume: useMutation(byId(client.jobs.resume)),
    dismiss: useMutation(byId(client.jobs.dismiss)),
  };
}
