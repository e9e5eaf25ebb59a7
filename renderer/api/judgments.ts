import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { showToast } from '#renderer/ui/toast.tsx';
import { client, engine } from './client.ts';
import { toFailure } from './failure.ts';

/** One after the other, in the order of the keys: the ledger keeps the last decision. */
export const IN_TURN = { mutationKey: ['judgment'], scope: { id: 'judgment' } };

/** Asks again for what a judgment changes, unless further judgments wait for their turn. */
export async function refreshJudgments(cache: QueryClient): Promise<void> {
  // Those that wait are on the screen already; the last one asks for the outcome.
  if (cache.isMutating({ mutationKey: IN_TURN.mutationKey }) > 1) return;
  await Promise.all(
    [
      engine.search.query.key(),
      engine.search.entry.key(),
      engine.data.key(),
      engine.workspace.key(),
      engine.evaluate.key(),
      engine.review.overview.key(),
    ].map((queryKey) => cache.invalidateQueries({ queryKey })),
  );
}

/** Says that a judgment was not kept, and shows what is true again. */
export function complainAbout(cache: QueryClient, error: Error): Promise<void> {
  const { message, remedy } = toFailure(error);
  showToast({ message, ...(remedy && { detail: remedy }), tone: 'bad' });
  return refreshJudgments(cache);
}

/** Takes a judgment back by its id. */
export function useUndoJudgment() {
  const cache = useQueryClient();
  return useMutation({
    ...IN_TURN,
    mutationFn: ({ id }: { id: string; about: string }) => client.data.undo({ id }),
    onSuccess: async (_judgment, { about }) => {
      showToast({ kind: 'judgment', message: 'Judgment taken back', detail: about });
      await refreshJudgments(cache);
    },
    onError: (error) => complainAbout(cache, error),
  });
}
