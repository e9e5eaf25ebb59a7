import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SearchHit, Verdict } from '#core/contract/index.ts';
import { client, engine } from '#renderer/api/client.ts';
import {
  complainAbout,
  IN_TURN,
  refreshJudgments,
  useUndoJudgment,
} from '#renderer/api/judgments.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { judgedQuery } from './search-request.ts';
import { withVerdict } from './search-view.ts';
import { type Answer, answerOptions } from './use-search.ts';

/** Judging hits of one answer and taking judgments back. The verdict shows at once; the engine's answer follows. */
export function useJudge(answer: Answer | undefined) {
  const cache = useQueryClient();
  const query = answer ? judgedQuery(answer.request) : '';

  const show = async (hit: SearchHit, judged: Verdict | null, id: string | null) => {
    if (!answer) return;
    // An answer that is still on its way knows nothing of this yet and would take it off the screen again.
    await cache.cancelQueries({ queryKey: engine.search.query.key() });
    cache.setQueryData<Answer>(
      answerOptions(answer.request).queryKey,
      (response) =>
        response && { ...response, results: withVerdict(response.results, hit.key, judged, id) },
    );
  };
  const undo = useUndoJudgment();
  const takeBack = async (hit: SearchHit) => {
    if (hit.judgmentId === null) return;
    await show(hit, null, null);
    undo.mutate({ id: hit.judgmentId, about: hit.name });
  };
  const judge = useMutation({
    ...IN_TURN,
    mutationFn: ({ hit, verdict }: { hit: SearchHit; verdict: Verdict }) =>
      client.data.judge({ query, key: hit.key, verdict, source: 'search' }),
    onMutate: ({ hit, verdict }) => show(hit, verdict, null),
    onSuccess: async (judgment, { hit, verdict }) => {
      const judged = { ...hit, judged: verdict, judgmentId: judgment.id };
      showToast({
        kind: 'judgment',
        message: `${hit.name} is ${verdict === 'yes' ? 'right' : 'wrong'}`,
        detail: `for “${query}”`,
        tone: verdict === 'yes' ? 'good' : 'bad',
        action: { label: 'Undo', run: () => void takeBack(judged) },
      });
      await refreshJudgments(cache);
    },
    onError: (error) => complainAbout(cache, error),
  });
  return {
    judge: (hit: SearchHit, verdict: Verdict) => {
      if (hit.judged !== verdict) judge.mutate({ hit, verdict });
    },
    undo: (hit: SearchHit) => void takeBack(hit),
  };
}
