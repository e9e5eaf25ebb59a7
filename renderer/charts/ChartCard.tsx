import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { type DataTable, toScreen } from '#core/plots/tables/data-table.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import classes from './charts.module.css';
import { SaveMenu } from './SaveMenu.tsx';

interface Props {
  title: string;
  /** What the intervals are, or what was left out. */
  note: ReactNode;
  /** Name of saved files, without an ending. */
  fileName: string;
  /** The numbers behind the chart. */
  table: DataTable;
  children: ReactNode;
  className?: string | undefined;
}

/** A chart with its numbers as a table, and both as files. */
export function ChartCard({ title, note, fileName, table, children, className }: Props) {
  const [asTable, setAsTable] = useState(false);
  const figure = useRef<HTMLElement>(null);
  return (
    <Card
      title={title}
      className={className}
      aside={
        <>
          <span>{note}</span>
          <Button
            size="compact-xs"
            aria-pressed={asTable}
            aria-label={`Data of ${title}`}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? 'Chart' : 'Data'}
          </Button>
          <SaveMenu
            title={title}
            fileName={fileName}
            table={table}
            figure={asTable ? undefined : () => figure.current}
          />
        </>
      }
    >
      {asTable ? (
        <TableOfData title={title} table={table} />
      ) : (
        <figure ref={figure} className={classes.figure}>
          {children}
        </figure>
      )}
    </Card>
  );
}

function TableOfData({ title, table }: { title: string; table: DataTable }) {
  const { header, rows } = toScreen(table);
  return (
    <ScrollRegion className={classes.data} label={`Data of ${title}`}>
      <table>
        <thead>
          <tr>
            {table.columns.map(({ name, title: head }) => (
              <th key={name} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows may be equal, and never move
            <tr key={at}>
              {header.map((_, column) => (
                <td key={table.columns[column]?.name}>{row[column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
