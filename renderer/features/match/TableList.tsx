import { Button } from '@mantine/core';
import type { JobState, MatchedTable } from '#core/contract/index.ts';
import { hasEnded } from '#renderer/api/watch-job.ts';
import { formatRoute } from '#renderer/app/route.ts';
import { ShareBar } from '#renderer/charts/ShareBar.tsx';
import { Ago } from '#renderer/ui/Ago.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { ConfirmButton } from '#renderer/ui/ConfirmButton.tsx';
import { formatPercent, formatQuantity } from '#renderer/ui/format.ts';
import { ResumeButton } from './ResumeButton.tsx';
import classes from './TableList.module.css';
import { jobOfTable } from './table-job.ts';
import { amountText, bandParts, settingsText, tableProgress } from './table-view.ts';
import { useRemoveTable } from './use-matched-tables.ts';

interface Props {
  tables: readonly MatchedTable[];
  jobs: readonly JobState[];
  readOnly: boolean;
}

/** Every table that was matched in this workspace, newest first. */
export function TableList({ tables, jobs, readOnly }: Props) {
  return (
    <Card title="Matched tables" aside={formatQuantity(tables.length, 'table')} flush>
      <table className={classes.table} aria-label="Matched tables">
        <thead>
          <tr>
            <th scope="col">Table</th>
            <th scope="col">Rows</th>
            <th scope="col">Bands</th>
            <th scope="col">Version</th>
            <th scope="col">Matched</th>
            <th scope="col">
              <span className="visually-hidden">What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tables.map((table) => (
            <TableRow
              key={table.id}
              table={table}
              job={jobOfTable(table.id, jobs)}
              readOnly={readOnly}
            />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

interface RowProps {
  table: MatchedTable;
  job: JobState | null;
  readOnly: boolean;
}

function TableRow({ table, job, readOnly }: RowProps) {
  const { id, name, column, version, createdAt } = table;
  const remove = useRemoveTable();
  const { state, share, done } = tableProgress(table, job);
  const going = job !== null && !hasEnded(job);
  const address = formatRoute({ screen: 'match', params: { table: id } });
  return (
    <tr>
      <td>
        <a className={classes.name} href={address} title={name}>
          {name}
        </a>
        <span className={classes.about}>
          {column}, {settingsText(table)}
        </span>
      </td>
      <td className={classes.amount}>{amountText(table, done)}</td>
      <td className={classes.bands}>
        <ShareBar label={`Bands of ${name}`} parts={bandParts(table)} small />
      </td>
      <td>
        <code>{version}</code>
      </td>
      <td>
        <Ago at={createdAt} inWords />
      </td>
      <td>
        <div className={classes.actions}>
          {going && share !== null && (
            <span className={classes.going}>
              {state === 'paused' ? 'paused at' : ''} {formatPercent(share)}
            </span>
          )}
          {state === 'stopped' && <ResumeButton table={table} readOnly={readOnly} small />}
          {state === 'done' && (
            <Button component="a" size="compact-xs" href={address} aria-label={`Open ${name}`}>
              Open
            </Button>
          )}
          <ConfirmButton
            label="Remove"
            name={`Remove ${name}`}
            question={
              <>
                The matched rows are deleted from the workspace. Your file, and the judgments that
                you made on its rows, stay.
              </>
            }
            obstacle={obstacleToRemoval(readOnly, going)}
            busy={remove.isPending}
            onConfirm={() => remove.mutate({ id, name })}
          />
        </div>
      </td>
    </tr>
  );
}

function obstacleToRemoval(readOnly: boolean, going: boolean): string | null {
  if (readOnly) return 'The workspace is open for reading only.';
  return going ? 'It is being matched: cancel that first.' : null;
}
