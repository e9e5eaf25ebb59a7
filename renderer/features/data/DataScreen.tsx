import { Button } from '@mantine/core';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useCollections, useWorkspace } from '#renderer/api/hooks.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { FolderNotices } from '../models/FolderNotices.tsx';
import { Cards } from './Cards.tsx';
import { chooseFiles } from './choose-files.ts';
import classes from './DataScreen.module.css';
import { DataSketch } from './DataSketch.tsx';
import { FindingsCard } from './FindingsCard.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import { usePendingFiles } from './pending-files.ts';
import { Tables } from './Tables.tsx';

/** What the workspace knows: bring files in, look at them, and see what training would stumble over. */
export function DataScreen() {
  const { data: workspace, error } = useWorkspace();
  const hasCollections = useCollections().length > 0;
  const isEmpty =
    workspace?.counts.entries === 0 && workspace.counts.judgments === 0 && !hasCollections;
  const nothingPends = usePendingFiles().length === 0;
  return (
    <Page
      title="Data"
      actions={
        !isEmpty && (
          <Button variant="filled" onClick={() => void chooseFiles()}>
            Add files
          </Button>
        )
      }
    >
      {error && !isUnreachable(error) && (
        <Card flush>
          <ErrorState failure={toFailure(error)} />
        </Card>
      )}
      {!workspace && !error && <SkeletonLines count={8} height={44} />}
      {workspace && !isEmpty && <Cards workspace={workspace} />}
      <FolderNotices about="data" />
      <ImportPanel />
      {isEmpty && nothingPends && <EmptyData />}
      {workspace && !isEmpty && (
        <div className={classes.lower}>
          <Tables counts={workspace.counts} />
          <FindingsCard />
        </div>
      )}
    </Page>
  );
}

function EmptyData() {
  return (
    <div className={classes.empty}>
      <EmptyState
        picture={<DataSketch />}
        title="Drop a dictionary and, if you have it, feedback"
        action={
          <Button variant="filled" onClick={() => void chooseFiles()}>
            Choose files
          </Button>
        }
      >
        The dictionary says what exists: a key and the texts that name it. Feedback says which text
        belongs to which key, yes or no. Your files are read, not changed.
      </EmptyState>
    </div>
  );
}
