import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReviewOverview } from '#core/contract/index.ts';
import { client, engine } from '#renderer/api/client.ts';
import { complainAbout, IN_TURN, refreshJudgments } from '#renderer/api/judgments.ts';
import { withoutPair } from './overview-view.ts';
import {
  comesBack,
  type GivenAnswer,
  give,
  kept,
  standsAgain,
  takeBack,
} from './review-session.ts';
import { changeSession } from './session-store.ts';

interface Given {
  /** The session that it belongs to. */
  of: string;
  reviewer: string;
  answer: GivenAnswer;
}

/** The engine's ids of answers, also of those that were taken back before their id had come. */
const ids = new Map<string, string>();

/** Giving answers and taking them back, in order. What is given shows at once; the engine's word follows. */
export function useAnswers(of: string, reviewer: string) {
  const cache = useQueryClient();
  const overview = engine.review.overview.queryKey();
  const hide = (answer: GivenAnswer) =>
    cache.setQueryData<ReviewOverview>(overview, (now) => now && withoutPair(now, answer));

  const send = useMutation({
    ...IN_TURN,
    mutationFn: sendAnswer,
    onMutate: async ({ answer }: Given) => {
      if (answer.asked) return;
      // A list that is still on its way knows nothing of this yet and would bring the pair back.
      await cache.cancelQueries({ queryKey: overview });
      hide(answer);
    },
    onSuccess: (id, { of: session, answer }) => {
      ids.set(idKey(session, answer), id);
      changeSession(session, (now) => kept(now, answer.token, id));
      void refreshJudgments(cache);
    },
    onError: (error, { of: session, answer }) => {
      changeSession(session, (now) => comesBack(now, answer.token));
      return complainAbout(cache, error);
    },
  });
  const revoke = useMutation({
    ...IN_TURN,
    mutationFn: revokeAnswer,
    onSuccess: () => void refreshJudgments(cache),
    onError: (error, { of: session, answer }) => {
      changeSession(session, (now) => standsAgain(now, answer));
      return complainAbout(cache, error);
    },
  });
  return {
    give: (answer: GivenAnswer) => {
      changeSession(of, (now) => give(now, answer));
      send.mutate({ of, reviewer, answer });
    },
    takeBack: (answer: GivenAnswer) => {
      changeSession(of, (now) => takeBack(now, answer.token));
      revoke.mutate({ of, reviewer, answer });
    },
  };
}

/** Returns the engine's id of the answer. */
async function sendAnswer({ reviewer, answer }: Given): Promise<string> {
  const { query, key, verdict, reason } = answer;
  if (reason !== 'settled') {
    return (await client.review.answer({ query, key, verdict, reviewer, reason })).id;
  }
  if (verdict === 'skip') throw new Error('A pair is settled with yes or no.');
  return (await client.review.settle({ query, key, verdict, reviewer })).id;
}

async function revokeAnswer({ of, answer }: Given): Promise<void> {
  const id = answer.id ?? ids.get(idKey(of, answer));
  // It was never kept: there is nothing to take back.
  if (id === undefined) return;
  if (answer.reason === 'settled') await client.data.undo({ id });
  else await client.review.undo({ id });
}

function idKey(of: string, { token }: GivenAnswer): string {
  return `${token} ${of}`;
}
