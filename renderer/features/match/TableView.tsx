import { Button } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import type { JobState, MatchedTable } from '#core/contract/index.ts';
import { failureOfJob } from '#renderer/api/failure.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { navigate } from '#renderer/app/navigate.ts';
import { ShareBar } from '#renderer/charts/ShareBar.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { InspectorSplit } from '#renderer/ui/InspectorSplit.tsx';
import { Fact } from '#renderer/ui/Page.tsx';
import { ExportButton } from './ExportButton.tsx';
import { ProgressCard } from './ProgressCard.tsx';
import { RebuildButton } from './RebuildButton.tsx';
import { ResumeButton } from './ResumeButton.tsx';
import { RowInspector } from './RowInspector.tsx';
import { RowList } from './RowList.tsx';
import type { Decision } from './row-view.ts';
import { SliceChoice } from './SliceChoice.tsx';
import classes from './TableView.module.css';
import {
  amountText,
  bandParts,
  isUnscored,
  paceText,
  precisionText,
  type Slice,
  settingsText,
  tableProgress,
} from './table-view.ts';
import { useCorrect } from './use-correct.ts';
import { useTableRows } from './use-table-rows.ts';

interface Props {
  table: MatchedTable;
  /** The newest job that works or worked on it. */
  job: JobState | null;
  readOnly: boolean;
}

/** A matched table: its bands, its rows, and what a person decides about them. */
export function TableView({ table, job, readOnly }: Props) {
  const going = job !== null && !hasEnded(job);
  const rows = useTableRows(table.id, going);
  const { row, slice } = rows;
  const correct = useCorrect(table.id);
  const [whyShown, setWhyShown] = useLocalStorage({
    key: 'plumbline-match-why',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const decide = (decision: Decision, name?: string) => {
    if (row && !readOnly) correct.mutate({ row, decision, name });
  };
  const inspector = whyShown && row && (
    <RowInspector
      key={row.row}
      row={row}
      collection={table.collection}
      readOnly={readOnly}
      onDecide={decide}
    />
  );
  return (
    <InspectorSplit id="plumbline-match" label="Candidates of this row" inspector={inspector}>
      <TableHeader table={table} job={job} slice={slice} />
      <TableState table={table} job={job} readOnly={readOnly} />
      <Summary table={table} slice={slice} onSlice={(next) => rows.show({ rows: next })} />
      <RowList
        {...{ table, rows, going }}
        whyShown={Boolean(inspector)}
        onWhy={setWhyShown}
        onDecide={decide}
      />
    </InspectorSplit>
  );
}

interface SummaryProps {
  table: MatchedTable;
  slice: Slice;
  onSlice(slice: Slice): void;
}

/** How many rows are in which band, and what is to be expected of the accepted ones. */
function Summary({ table, slice, onSlice }: SummaryProps) {
  return (
    <>
      <div className={classes.summary}>
        <SliceChoice table={table} value={slice} onChange={onSlice} />
        <p
          className={classes.precision}
          title="The mean probability of the rows in the accept band"
        >
          {precisionText(table)}
        </p>
      </div>
      <ShareBar label="Bands" parts={bandParts(table)} />
      {isUnscored(table) && (
        <p className={classes.notice}>
          Rows have no probability here: ranks are fused, and entries stand in their order.
        </p>
      )}
    </>
  );
}

function TableHeader({ table, job, slice }: Omit<Props, 'readOnly'> & { slice: Slice }) {
  const { done } = tableProgress(table, job);
  return (
    <header className={classes.header}>
      <h1>Match</h1>
      <Fact>
        <span className={classes.name} title={`${table.name}, ${table.format}, ${table.encoding}`}>
          {table.name}
        </span>{' '}
        <b title={paceText(table)}>{amountText(table, done)}</b>
      </Fact>
      <Fact>
        column <b>{table.column}</b>
      </Fact>
      <span className={classes.settings} title={`Matched with ${table.version}`}>
        {settingsText(table)}, <code>{table.version}</code>
      </span>
      <div className={classes.actions}>
        <Button onClick={() => navigate('match')}>All tables</Button>
        <ExportButton table={table} slice={slice} />
      </div>
    </header>
  );
}

/** What goes on with the table while it is not whole. */
function TableState({ table, job, readOnly }: Props) {
  const progress = tableProgress(table, job);
  const failure = job?.status === 'failed' && job.error ? failureOfJob(job.error) : null;
  if (progress.state === 'done') return null;
  if (job && progress.state !== 'stopped') {
    return <ProgressCard table={table} job={job} name={table.name} />;
  }
  return (
    <>
      {failure && (
        <Card flush className={classes.state}>
          <ErrorState
            failure={failure}
            actions={<RebuildButton failure={failure} version={table.version} />}
          />
        </Card>
      )}
      <div className={classes.stopped} role="status">
        <p>
          <b>{amountText(table)}</b> matched. What is matched can be looked at, corrected and
          exported.
        </p>
        <ResumeButton table={table} readOnly={readOnly} />
      </div>
    </>
  );
}
