import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { failureOfJob, isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { navigate, useRoute } from '#renderer/app/navigate.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { Fact, Page } from '#renderer/ui/Page.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { InterruptedBanner } from '../jobs/InterruptedBanner.tsx';
import { interruptedJobs } from '../jobs/job-lists.ts';
import { useJobActions } from '../jobs/use-job-actions.ts';
import { NoTable, NoTableYet, NoVersion } from './MatchStates.tsx';
import { ProgressCard } from './ProgressCard.tsx';
import { chooseTable, usePendingTable } from './pending-table.ts';
import { RebuildButton } from './RebuildButton.tsx';
import { TableList } from './TableList.tsx';
import { TableSetup } from './TableSetup.tsx';
import { TableView } from './TableView.tsx';
import { failedStarts, jobOfTable, tableOfJob } from './table-job.ts';
import { useMatchedTables } from './use-matched-tables.ts';

/** Matches whole tables: choose one, follow it, look at its rows, correct them, export. */
export function MatchScreen() {
  const { params } = useRoute();
  const { data: workspace, error: workspaceError } = useWorkspace();
  const { data: tables, error: tablesError } = useMatchedTables();
  const jobs = useJobs();
  const job = jobs.find(({ id }) => id === params.job) ?? null;
  const started = tableOfJob(job, tables ?? []);
  // The address names the table as soon as there is one: a job is forgotten when the engine ends.
  useEffect(() => {
    if (started) navigate('match', { table: started.id }, { replace: true });
  }, [started]);

  const error = workspaceError ?? tablesError;
  if (!workspace || !tables) {
    return (
      <Page title="Match">
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
  const table = tables.find(({ id }) => id === params.table) ?? started;
  if (table) {
    return (
      <TableView
        key={table.id}
        table={table}
        job={jobOfTable(table.id, jobs)}
        readOnly={workspace.readOnly}
      />
    );
  }
  if (params.table) return <Elsewhere />;
  if (job && job.status !== 'failed' && job.status !== 'cancelled') {
    return (
      <Page title="Match" facts={<Fact>{job.title}</Fact>} actions={<TablesButton />}>
        <ProgressCard table={null} job={job} name={job.title} />
      </Page>
    );
  }
  return <Start hasVersion={workspace.inUse !== null} readOnly={workspace.readOnly} />;
}

interface StartProps {
  hasVersion: boolean;
  readOnly: boolean;
}

/** What can be matched, and what was. */
function Start({ hasVersion, readOnly }: StartProps) {
  const { data: tables = [] } = useMatchedTables();
  const jobs = useJobs();
  const pending = usePendingTable();
  const failed = failedStarts(jobs)[0];
  // An interrupted job knows no table; where a table is unfinished, it has the button to go on with it.
  const unbegun = tables.every(({ status }) => status === 'done');
  const interrupted = unbegun ? interruptedJobs(jobs, 'match') : [];
  const { dismiss } = useJobActions();
  const waits = pending !== null && hasVersion;
  const empty = tables.length === 0 && !waits;
  return (
    <Page
      title="Match"
      actions={
        hasVersion &&
        !empty && (
          <Button variant={waits ? 'default' : 'filled'} onClick={() => void chooseTable()}>
            Choose a table
          </Button>
        )
      }
    >
      {interrupted.map((job) => (
        <InterruptedBanner key={job.id} job={job} busy={false} />
      ))}
      {failed?.error && !waits && (
        <Card title={failed.title} flush>
          <ErrorState
            failure={failureOfJob(failed.error)}
            actions={
              <>
                <RebuildButton failure={failureOfJob(failed.error)} />
                <Button onClick={() => dismiss.mutate(failed.id)}>Dismiss</Button>
              </>
            }
          />
        </Card>
      )}
      {!hasVersion && <NoVersion />}
      {waits && <TableSetup key={pending.id} pending={pending} readOnly={readOnly} />}
      {hasVersion && empty && <NoTableYet />}
      {tables.length > 0 && <TableList tables={tables} jobs={jobs} readOnly={readOnly} />}
    </Page>
  );
}

/** The address names a table that is not here. */
function Elsewhere() {
  return (
    <Page title="Match" actions={<TablesButton />}>
      <NoTable />
    </Page>
  );
}

function TablesButton() {
  return <Button onClick={() => navigate('match')}>All tables</Button>;
}
