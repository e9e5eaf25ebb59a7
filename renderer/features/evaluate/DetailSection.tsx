import type { ReactNode } from 'react';
import type { EvaluationDetail, EvaluationOverview } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import classes from './EvaluateScreen.module.css';
import { Notices } from './Notices.tsx';
import type { Place } from './place.ts';
import { useDetail } from './use-evaluation.ts';

interface Props {
  place: Place;
  overview: EvaluationOverview;
  version: string;
  children(detail: EvaluationDetail): ReactNode;
}

/** Asks for what lies below the headline numbers, and says so where it is on its way, fails, or is old. */
export function DetailSection({ place, overview, version, children }: Props) {
  const detail = useDetail(version, place.against, overview.metrics !== null);
  if (detail.error && !isUnreachable(detail.error)) {
    return (
      <Card flush>
        <ErrorState failure={toFailure(detail.error)} />
      </Card>
    );
  }
  if (!detail.data) return <SkeletonLines count={7} height={44} />;
  return (
    <>
      <Notices notes={detail.data.notes} />
      <div className={classes.section} data-waiting={detail.isPlaceholderData || undefined}>
        {children(detail.data)}
      </div>
    </>
  );
}
