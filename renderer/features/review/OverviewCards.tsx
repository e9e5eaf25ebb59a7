import type { ReviewOverview } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { overviewCards } from './overview-view.ts';
import classes from './QueueView.module.css';

interface Props {
  overview: ReviewOverview | undefined;
  error: unknown;
  reviewer: string;
}

/** What the answers are worth so far: agreement, the audit, and whether to go on. */
export function OverviewCards({ overview, error, reviewer }: Props) {
  if (!overview && error && !isUnreachable(error)) {
    return (
      <Card flush>
        <ErrorState failure={toFailure(error)} />
      </Card>
    );
  }
  const cards = overview ? overviewCards(overview, reviewer) : [];
  return (
    <div className={classes.cards}>
      {!overview && <SkeletonLines count={3} height={28} />}
      {cards.map(({ title, head, tone, lines }) => (
        <Card key={title} title={title}>
          <p className={classes.head} data-tone={tone}>
            {head}
          </p>
          {lines.map((line) => (
            <p key={line} className={classes.detail}>
              {line}
            </p>
          ))}
        </Card>
      ))}
    </div>
  );
}
