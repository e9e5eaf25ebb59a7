import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import classes from './MatchScreen.module.css';
import { MatchSketch } from './MatchSketch.tsx';
import { chooseTable } from './pending-table.ts';

/** There is nothing to match with. */
export function NoVersion() {
  return (
    <Centre>
      <EmptyState
        picture={<MatchSketch />}
        title="Matching needs a version"
        action={
          <Button component="a" href="#/train" variant="filled">
            Train
          </Button>
        }
      >
        A training turns the dictionary and the judgments into something that rows can be matched
        with.
      </EmptyState>
    </Centre>
  );
}

/** Nothing was matched yet. */
export function NoTableYet() {
  return (
    <Centre>
      <EmptyState
        picture={<MatchSketch />}
        title="Drop a table of names to match them all"
        action={
          <Button variant="filled" onClick={() => void chooseTable()}>
            Choose a table
          </Button>
        }
      >
        CSV, TSV, JSON Lines or Parquet, of any length. Every row gets its best entries with a
        probability; your file is read, not changed.
      </EmptyState>
    </Centre>
  );
}

/** The address names a table that was removed, or lies in another workspace. */
export function NoTable() {
  return (
    <Centre>
      <EmptyState title="This table is not in the workspace">
        It was removed, or it was matched in another workspace.
      </EmptyState>
    </Centre>
  );
}

function Centre({ children }: { children: ReactNode }) {
  return <div className={classes.centre}>{children}</div>;
}
