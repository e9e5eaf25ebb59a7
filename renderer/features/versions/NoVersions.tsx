import { Button } from '@mantine/core';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import classes from './VersionsScreen.module.css';
import { VersionsSketch } from './VersionsSketch.tsx';

/** Before there is a version. */
export function NoVersions() {
  return (
    <div className={classes.empty}>
      <EmptyState
        picture={<VersionsSketch />}
        title="There is no version yet"
        action={
          <Button component="a" href="#/train" variant="filled">
            Train
          </Button>
        }
      >
        Each training makes a version that never changes, to compare, promote, roll back and export;
        a bundle from elsewhere brings one too.
      </EmptyState>
    </div>
  );
}
