import { Card } from '#renderer/ui/Card.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import classes from './VersionsScreen.module.css';

/** Rows of the list while they are on their way. */
export function VersionsSkeleton() {
  return (
    <Card className={classes.skeleton}>
      <SkeletonLines count={7} height={34} />
    </Card>
  );
}
