import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { TablePreview } from '#core/contract/index.ts';
import { client } from '#renderer/api/client.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { navigate } from '#renderer/app/navigate.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { formatBytes, formatQuantity } from '#renderer/ui/format.ts';
import { Fact } from '#renderer/ui/Page.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { SampleTable } from '../data/SampleTable.tsx';
import {
  countOfRows,
  matchRequest,
  setupObstacle,
  startingChoices,
  startLabel,
} from './match-setup.ts';
import { changeChoices, chooseTable, dropPending, type PendingTable } from './pending-table.ts';
import { RebuildButton } from './RebuildButton.tsx';
import { SetupForm } from './SetupForm.tsx';
import classes from './TableSetup.module.css';
import { useStartMatch } from './use-matched-tables.ts';

interface Props {
  pending: PendingTable;
  readOnly: boolean;
}

/** A table before it is matched: what it is, and how it shall be matched. */
export function TableSetup({ pending, readOnly }: Props) {
  const { id, name, source } = pending;
  const { data: preview, error } = useQuery({
    // A file's content cannot be part of a key; its number stands for it.
    queryKey: ['table-preview', id],
    queryFn: ({ signal }) => client.match.inspect({ source }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Card flush className={classes.card}>
      <header className={classes.header}>
        <h2 title={name}>{name}</h2>
        {preview && <Facts preview={preview} />}
        <ActionIcon
          className={classes.close ?? ''}
          variant="subtle"
          color="gray"
          aria-label={`Leave ${name} out`}
          onClick={dropPending}
        >
          <IconX size={15} />
        </ActionIcon>
      </header>
      {error && !isUnreachable(error) && (
        <ErrorState
          failure={toFailure(error)}
          actions={
            <Button variant="filled" onClick={() => void chooseTable()}>
              Choose another table
            </Button>
          }
        />
      )}
      {!preview && !error && (
        <div className={classes.loading}>
          <SkeletonLines count={6} height={28} />
        </div>
      )}
      {preview && <Setup pending={pending} preview={preview} readOnly={readOnly} />}
    </Card>
  );
}

function Facts({ preview }: { preview: TablePreview }) {
  const rows = countOfRows(preview);
  return (
    <>
      <Fact>{preview.format}</Fact>
      <Fact>{preview.encoding}</Fact>
      <Fact>{formatBytes(preview.bytes)}</Fact>
      {rows !== null && <Fact>{formatQuantity(rows, 'row')}</Fact>}
    </>
  );
}

function Setup({ pending, preview, readOnly }: Props & { preview: TablePreview }) {
  const start = useStartMatch();
  const choices = { ...startingChoices(preview), ...pending.choices };
  const obstacle = readOnly
    ? 'The workspace is open for reading only: matching writes into it.'
    : setupObstacle(choices, preview);
  const run = async () => {
    const { id } = await start.mutateAsync(matchRequest(pending.source, choices));
    dropPending();
    navigate('match', { job: id });
  };
  const failure = start.error && !isUnreachable(start.error) ? toFailure(start.error) : null;
  return (
    <>
      {failure && <ErrorState failure={failure} actions={<RebuildButton failure={failure} />} />}
      <div className={classes.body}>
        <div className={classes.choices}>
          <SetupForm preview={preview} choices={choices} onChange={changeChoices} />
          <div className={classes.start}>
            <Button
              variant="filled"
              disabled={obstacle !== null}
              loading={start.isPending}
              // A failure is shown above, from the mutation itself.
              onClick={() => void run().catch(() => undefined)}
            >
              {startLabel(preview)}
            </Button>
            {obstacle && <span className={classes.obstacle}>{obstacle}</span>}
          </div>
        </div>
        <SampleTable name={preview.name} header={preview.columns} rows={preview.sample} />
      </div>
    </>
  );
}
