import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { refreshWorkspace } from '#renderer/api/jobs.ts';
import { showToast } from '#renderer/ui/toast.tsx';

/** Removes a collection; everything that showed it is asked for again. */
export function useRemoveCollection() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (collection: string) => client.data.removeCollection({ collection }),
    onSettled: () => refreshWorkspace(cache),
    onSuccess: ({ collection }) => showToast({ message: `${collection} was removed` }),
    onError: (error) => {
      const { message, remedy } = toFailure(error);
      const detail = [message, remedy].filter(Boolean).join(' ');
      showToast({ message: 'The collection was not removed', detail, tone: 'bad' });
    },
  });
}
