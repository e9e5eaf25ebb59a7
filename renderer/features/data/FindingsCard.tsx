import { useQuery } from '@tanstack/react-query';
import { engine } from '#renderer/api/client.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import classes from './DataScreen.module.css';
import { summariseFindings } from './data-view.ts';
import { FindingList } from './FindingList.tsx';

/** The preflight of the whole workspace. */
export function FindingsCard() {
  const { data: findings, error } = useQuery(engine.data.findings.queryOptions());
  return (
    <Card
      title="Before you train"
      aside={findings && summariseFindings(findings)}
      flush
      className={classes.findings}
    >
      <ScrollRegion className={classes.scroll} label="Findings">
        {error && !isUnreachable(error) && <ErrorState failure={toFailure(error)} />}
        {!findings && !error && <SkeletonLines count={5} height={52} />}
        {findings?.length === 0 && (
          <p className={classes.clean}>Nothing stands in the way of training.</p>
        )}
        {findings && findings.length > 0 && <FindingList findings={findings} />}
      </ScrollRegion>
    </Card>
  );
}
