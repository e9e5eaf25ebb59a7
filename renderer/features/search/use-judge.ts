import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SearchHit, SearchRequest, SearchResponse, Verdict } from '#core/contract/index.ts';
import { client, engine } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { withVerdict } from './search-view.ts';

/** One after the other, in the order of the keys: the ledger keeps the last decision. */
const IN_TURN = { mutationKey: ['judgment'], scope: { id: 'judgment' } };

/** Judging hits of one search and taking judgments back. The verdict shows at once; the engine's answer follows. */
export function useJudge(request: SearchRequest | null) {
  const cache = useQueryClient();
  const key = engine.search.query.queryKey({ input: request ?? { text: '' } });

  const show = async (hit: SearchHit, judged: Verdict | null, id: string | null) => {
    // An answer that is still on its way knows nothing of this yet and would take it off the screen again.
    await cache.cancelQueries({ queryKey: engine.search.key() });
    cache.setQueryData<SearchResponse>(
      key,
      (response) =>
        response && { ...response, results: withVerdict(response.results, hit.key, judged, id) },
    );
  };
  const refresh = async () => {
    // Those that wait for their turn are on the screen already; the last one asks for the outcome.
    if (cache.isMutating({ mutationKey: IN_TURN.mutationKey }) > 1) return;
    await Promise.all(
      [engine.search.key(), engine.data.key(), engine.workspace.key(), engine.evaluate.key()].map(
        (queryKey) => cache.invalidateQueries({ queryKey }),
      ),
    );
  };
  const complain = (error: Error) => {
    const { message, remedy } = toFailure(error);
    showToast({ message, ...(remedy && { detail: remedy }), tone: 'bad' });
    return refresh();
  };

  const undo = useMutation({
    ...IN_TURN,
    mutationFn: (hit: SearchHit) => client.data.undo({ id: hit.judgmentId ?? '' }),
    onMutate: (hit) => show(hit, null, null),
    onSuccess: async (_judgment, hit) => {
      showToast({ kind: 'judgment', message: 'Judgment taken back', detail: hit.name });
      await refresh();
    },
    onError: complain,
  });
  const judge = useMutation({
    ...IN_TURN,
    mutationFn: ({ hit, verdict }: { hit: SearchHit; verdict: Verdict }) =>
      client.data.judge({ query: queryOf(request), key: hit.key, verdict, source: 'search' }),
    onMutate: ({ hit, verdict }) => show(hit, verdict, null),
    onSuccess: async (judgment, { hit, verdict }) => {
      const judged = { ...hit, judged: verdict, judgmentId: judgment.id };
      showToast({
        kind: 'judgment',
        message: `${hit.name} is ${verdict === 'yes' ? 'right' : 'wrong'}`,
        detail: `for “${queryOf(request)}”`,
        tone: verdict === 'yes' ? 'good' : 'bad',
        action: { label: 'Undo', run: () => undo.mutate(judged) },
      });
      await refresh();
    },
    onError: complain,
  });
  return {
    judge: (hit: SearchHit, verdict: Verdict) => {
      if (hit.judged !== verdict) judge.mutate({ hit, verdict });
    },
    undo: (hit: SearchHit) => {
      if (hit.judgmentId !== null) undo.mutate(hit);
    },
  };
}

/** The query that a judgment is about: the text, or the id of the entry that was searched by. */
function queryOf(request: SearchRequest | null): string {
  return request?.text ?? request?.key ?? '';
}
