import type { WorkspaceSummary } from '#core/contract/index.ts';
import { useConnection } from '#renderer/api/connection.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useRoute } from '#renderer/app/navigate.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { InspectorSplit } from '#renderer/ui/InspectorSplit.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { AnswerList } from './AnswerList.tsx';
import { Conflicts } from './Conflicts.tsx';
import type { Desk } from './desk.ts';
import { QueueView } from './QueueView.tsx';
import { ReviewHeader } from './ReviewHeader.tsx';
import classes from './ReviewScreen.module.css';
import { openSuspects, readPart } from './review-parts.ts';
import { Suspects } from './Suspects.tsx';
import { useAnswers } from './use-answers.ts';
import { useReviewOverview, type useReviewPreferences, useReviewQueue } from './use-review.ts';
import { useReviewKeys } from './use-review-keys.ts';

interface Props {
  workspace: WorkspaceSummary;
  preferences: ReturnType<typeof useReviewPreferences>;
}

/** The queue, the disagreements and the suspects of one reviewer, and beside them the answers so far. */
export function Review({ workspace, preferences }: Props) {
  const { reviewer, answersShown, setAnswersShown } = preferences;
  const part = readPart(useRoute().params.show);
  const of = `${reviewer} @ ${workspace.folder}`;
  const queue = useReviewQueue(of, reviewer, part === 'queue');
  const { give, takeBack } = useAnswers(of, reviewer);
  const canAnswer = useConnection() === 'online';
  const { session } = queue;
  // The engine answers one after the other: the first pair goes before the cards below it.
  const waits = part === 'queue' && !session.begun && !queue.error;
  const { data, error } = useReviewOverview(!waits);
  const overview = data && {
    ...data,
    suspects: openSuspects(data.suspects, session.answers),
  };
  const desk: Desk = { reviewer, session, canAnswer, give, takeBack };
  const last = session.answers.at(-1);
  useReviewKeys({
    u: last && canAnswer ? () => takeBack(last) : undefined,
    a: () => setAnswersShown(!answersShown),
  });
  return (
    <InspectorSplit
      id="plumbline-review"
      label="Answers of this session"
      inspector={answersShown && <AnswerList desk={desk} />}
    >
      <ReviewHeader part={part} overview={overview} session={session} preferences={preferences} />
      <div className={classes.body}>
        {part === 'queue' && (
          <QueueView {...{ desk, queue, of, overview, preferences }} overviewError={error} />
        )}
        {part !== 'queue' && !overview && <ListState error={error} />}
        {part === 'disagreements' && overview && <Conflicts desk={desk} overview={overview} />}
        {part === 'suspects' && overview && <Suspects desk={desk} overview={overview} />}
      </div>
    </InspectorSplit>
  );
}

function ListState({ error }: { error: unknown }) {
  if (!error || isUnreachable(error)) return <SkeletonLines count={8} height={42} />;
  return (
    <Card flush>
      <ErrorState failure={toFailure(error)} />
    </Card>
  );
}
