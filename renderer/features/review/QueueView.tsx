import { Button } from '@mantine/core';
import type { ReviewOverview } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { navigate } from '#renderer/app/navigate.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { Answering } from './Answering.tsx';
import type { Desk } from './desk.ts';
import { LastAnswer } from './LastAnswer.tsx';
import { OverviewCards } from './OverviewCards.tsx';
import { PairSkeleton } from './PairSkeleton.tsx';
import classes from './QueueView.module.css';
import { NothingToAsk } from './ReviewStates.tsx';
import { RoundBar } from './RoundBar.tsx';
import { RoundDone } from './RoundDone.tsx';
import {
  answerTo,
  chooseAgain,
  doneInRound,
  type GivenVerdict,
  nextRound,
  progressOf,
} from './review-session.ts';
import { changeSession } from './session-store.ts';
import type { useReviewPreferences, useReviewQueue } from './use-review.ts';
import { useReviewKeys } from './use-review-keys.ts';

interface Props {
  desk: Desk;
  queue: ReturnType<typeof useReviewQueue>;
  /** The session's name. */
  of: string;
  overview: ReviewOverview | undefined;
  overviewError: unknown;
  preferences: ReturnType<typeof useReviewPreferences>;
}

/** One pair at a time. */
export function QueueView(props: Props) {
  const { desk, queue, of, overview, overviewError, preferences } = props;
  const { session, canAnswer } = desk;
  const { blind, setBlind } = preferences;
  const item = session.waiting[0];
  const judge = (verdict: GivenVerdict) => {
    if (item && canAnswer) desk.give(answerTo(item, verdict, session));
  };
  const search = () => {
    if (item) navigate('search', { q: item.query });
  };
  useReviewKeys({
    y: () => judge('yes'),
    n: () => judge('no'),
    s: () => judge('skip'),
    b: () => setBlind(!blind),
    '0': search,
  });
  const ask = (again: typeof nextRound) => changeSession(of, again);
  if (queue.error && !isUnreachable(queue.error)) {
    return (
      <Card flush>
        <ErrorState
          failure={toFailure(queue.error)}
          actions={<Button onClick={queue.askAgain}>Try again</Button>}
        />
      </Card>
    );
  }
  const newer = overview?.version;
  const stale = session.begun && item && newer && session.version && newer !== session.version;
  const nothing = session.begun && !item && doneInRound(session) === 0;
  return (
    <div className={classes.column}>
      {stale && (
        <p className={classes.stale}>
          <span>
            Chosen by {session.version}; {newer} is in use now.
          </span>
          <Button size="compact-xs" onClick={() => ask(chooseAgain)}>
            Choose again
          </Button>
        </p>
      )}
      {!nothing && (
        <RoundBar {...progressOf(session)} blind={blind} onBlind={() => setBlind(!blind)} />
      )}
      <div className={classes.stage}>
        {!session.begun && <PairSkeleton />}
        {item && <Answering {...{ item, blind, canAnswer }} onJudge={judge} />}
        {nothing && <NothingToAsk note={session.note} onAskAgain={() => ask(chooseAgain)} />}
        {session.begun && !item && !nothing && (
          <RoundDone
            session={session}
            stopping={overview?.stopping}
            onMore={() => ask(nextRound)}
          />
        )}
      </div>
      <LastAnswer desk={desk} onSearch={item && search} />
      <OverviewCards overview={overview} error={overviewError} reviewer={desk.reviewer} />
    </div>
  );
}
