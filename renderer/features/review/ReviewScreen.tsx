import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { AskReviewer } from './AskReviewer.tsx';
import { Review } from './Review.tsx';
import classes from './ReviewScreen.module.css';
import { NoVersion, ReadOnly } from './ReviewStates.tsx';
import { useReviewOverview, useReviewPreferences } from './use-review.ts';

/** Asks a person about the pairs that would teach most, and shows what their answers are worth. */
export function ReviewScreen() {
  const { data: workspace, error } = useWorkspace();
  const preferences = useReviewPreferences();
  const canReview = workspace?.inUse != null;
  const { reviewer, setReviewer } = preferences;
  const { data: overview } = useReviewOverview(canReview && reviewer === '');

  if (!workspace) {
    return (
      <Page title="Review">
        {error && !isUnreachable(error) ? (
          <Card flush>
            <ErrorState failure={toFailure(error)} />
          </Card>
        ) : (
          <SkeletonLines count={8} height={42} />
        )}
      </Page>
    );
  }
  if (!canReview) return <Instead>{<NoVersion />}</Instead>;
  if (workspace.readOnly) return <Instead>{<ReadOnly />}</Instead>;
  if (reviewer === '') {
    return (
      <Instead>
        <AskReviewer known={overview?.reviewers ?? []} onName={setReviewer} />
      </Instead>
    );
  }
  return (
    <Review
      key={`${reviewer} ${workspace.folder}`}
      workspace={workspace}
      preferences={preferences}
    />
  );
}

/** The screen with one thing in its middle. */
function Instead({ children }: { children: React.ReactNode }) {
  return (
    <Page title="Review">
      <div className={classes.centre}>{children}</div>
    </Page>
  );
}
