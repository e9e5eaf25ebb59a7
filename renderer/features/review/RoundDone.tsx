import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReviewOverview } from '#core/contract/index.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { engineWords } from '#renderer/ui/format.ts';
import { roundWords, trainHint } from './answer-words.ts';
import { type ReviewSession, ROUND } from './review-session.ts';

interface Props {
  session: ReviewSession;
  stopping: ReviewOverview['stopping'] | undefined;
  onMore(): void;
}

/** The end of a round: what it brought, and what to do next. */
export function RoundDone({ session, stopping, onMore }: Props) {
  const { answers, round } = session;
  const hint = trainHint(answers);
  const enough = stopping?.stop === true;
  const more = useRef<HTMLButtonElement>(null);
  // The buttons that had the focus are gone; the keyboard goes on from here.
  useEffect(() => more.current?.focus(), []);
  return (
    <EmptyState
      title="This round is done"
      action={
        <>
          <Button ref={more} variant={enough ? 'default' : 'filled'} onClick={onMore}>
            Ask for {ROUND} more
          </Button>
          {hint && (
            <Button component="a" href="#/train" variant={enough ? 'filled' : 'default'}>
              Train
            </Button>
          )}
        </>
      }
    >
      {roundWords(answers.filter(({ asked }) => asked?.round === round))}
      {hint && <br />}
      {hint}
      {enough && <br />}
      {enough && engineWords(stopping.words)}
    </EmptyState>
  );
}
