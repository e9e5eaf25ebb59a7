import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client, engine } from '#renderer/api/client.ts';
import { begin, newSession, type ReviewSession, wantedOf } from './review-session.ts';
import { changeSession, openSession, useReviewSession } from './session-store.ts';

/** What this window remembers of a reviewer, and how to change it. */
export function useReviewPreferences() {
  const [reviewer, setReviewer] = useLocalStorage({
    key: 'plumbline-reviewer',
    defaultValue: '',
    getInitialValueInEffect: false,
  });
  const [blind, setBlind] = useLocalStorage({
    key: 'plumbline-review-blind',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const [answersShown, setAnswersShown] = useLocalStorage({
    key: 'plumbline-review-answers',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  return { reviewer, setReviewer, blind, setBlind, answersShown, setAnswersShown };
}

/** Agreement, audit, what is open between reviewers, and labels that look wrong. */
export function useReviewOverview(enabled: boolean) {
  return useQuery(engine.review.overview.queryOptions({ enabled }));
}

interface Queue {
  session: ReviewSession;
  error: unknown;
  askAgain(): void;
}

/** The session of a reviewer in a workspace, and its queue, which is asked for once a round. */
export function useReviewQueue(of: string, reviewer: string, enabled: boolean): Queue {
  useEffect(() => openSession(of), [of]);
  const current = useReviewSession();
  const isOpen = current.of === of;
  const session = isOpen ? current : newSession(of);
  const { turn } = session;
  const { data, error, refetch } = useQuery({
    // Not below the engine's keys: a queue must not be asked for again because something changed.
    queryKey: ['review-queue', of, turn],
    queryFn: ({ signal }) => client.review.queue({ reviewer, size: wantedOf(session) }, { signal }),
    enabled: enabled && isOpen && !session.begun,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  useEffect(() => {
    if (data) changeSession(of, (now) => begin(now, data, turn));
  }, [data, of, turn]);
  return { session, error: session.begun ? null : error, askAgain: () => void refetch() };
}
