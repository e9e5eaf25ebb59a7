import { createColumnHelper } from '@tanstack/react-table';
import type { EntryRow, JudgmentRow } from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { entryAddress } from '#renderer/app/route.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { CopyableKey } from '#renderer/ui/KeyText.tsx';
import classes from './columns.module.css';
import type { features, RowColumn } from './RowTable.tsx';

const entry = createColumnHelper<typeof features, EntryRow>();
const judgment = createColumnHelper<typeof features, JudgmentRow>();

export const ENTRY_TEMPLATE = 'minmax(120px, 2fr) minmax(150px, 3fr) minmax(150px, 4fr) 56px 84px';

/** Columns of a collection's entries; a name opens the entry's page. */
export const entryColumns = (collection: string) =>
  entry.columns([
    entry.accessor('key', {
      header: 'Key',
      cell: (cell) => <CopyableKey value={cell.getValue()} />,
    }),
    entry.accessor('name', {
      header: 'Name',
      cell: (cell) => (
        <EntryLink of={{ key: cell.row.original.key, collection }}>{cell.getValue()}</EntryLink>
      ),
    }),
    entry.accessor('terms', {
      header: 'Other terms',
      cell: (cell) => <Terms row={cell.row.original} />,
    }),
    entry.accessor('termCount', {
      header: () => <Right>Terms</Right>,
      cell: (cell) => <Right>{formatCount(cell.getValue())}</Right>,
    }),
    entry.accessor('judgments', {
      header: () => <Right>Judgments</Right>,
      cell: (cell) => <Counts {...cell.getValue()} />,
    }),
  ]) as RowColumn<EntryRow>[];

export const JUDGMENT_TEMPLATE =
  'minmax(160px, 3fr) minmax(160px, 3fr) minmax(100px, 1fr) 80px 80px 68px 60px';

export const judgmentColumns = judgment.columns([
  judgment.accessor('query', {
    header: 'Query',
    cell: (cell) => <span title={cell.getValue()}>{cell.getValue()}</span>,
  }),
  judgment.accessor('entryName', {
    header: 'Entry',
    cell: (cell) => {
      const name = cell.getValue();
      if (name === null) return <span className={classes.unknown}>no entry has this key</span>;
      return (
        <EntryLink of={{ key: cell.row.original.key, collection: CANONICAL }}>{name}</EntryLink>
      );
    },
  }),
  judgment.accessor('key', {
    header: 'Key',
    cell: (cell) => <CopyableKey value={cell.getValue()} />,
  }),
  judgment.accessor('verdict', {
    header: 'Verdict',
    cell: (cell) => (
      <span className={classes.verdict} data-verdict={cell.getValue()}>
        {cell.getValue() === 'yes' ? '✓ right' : '✕ wrong'}
      </span>
    ),
  }),
  judgment.accessor('split', { header: 'Split' }),
  judgment.accessor('source', { header: 'Source' }),
  judgment.accessor('at', {
    header: () => <Right>Age</Right>,
    cell: (cell) => (
      <Right>
        <Ago at={cell.getValue()} />
      </Right>
    ),
  }),
]) as RowColumn<JudgmentRow>[];

function EntryLink({
  of,
  children,
}: {
  of: { key: string; collection: string };
  children: string;
}) {
  return (
    <a href={entryAddress(of.key, of.collection)} className={classes.entry} title={children}>
      {children}
    </a>
  );
}

function Terms({ row }: { row: EntryRow }) {
  const others = row.terms.filter((term) => term !== row.name);
  return (
    <span className={classes.terms} title={others.slice(0, 30).join('\n')}>
      {others.join(', ')}
    </span>
  );
}

function Counts({ yes, no }: { yes: number; no: number }) {
  return (
    <div className={classes.right} title={`${yes} right, ${no} wrong`}>
      {yes + no === 0 ? <span className={classes.unknown}>–</span> : formatCount(yes + no)}
    </div>
  );
}

function Right({ children }: { children: React.ReactNode }) {
  return <div className={classes.right}>{children}</div>;
}
