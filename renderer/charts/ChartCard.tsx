import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { Card } from '#renderer/ui/Card.tsx';
import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import { showToast } from '#renderer/ui/toast.tsx';
import classes from './charts.module.css';
import { saveFigure } from './save-figure.ts';

/** The numbers behind a chart. */
export interface ChartTable {
  header: readonly string[];
  rows: readonly (readonly string[])[];
}

interface Props {
  title: string;
  /** What the intervals are, or what was left out. */
  note: string;
  /** Name of saved files, without an ending. */
  fileName: string;
  table: ChartTable;
  children: ReactNode;
  className?: string | undefined;
}

const FORMATS = ['svg', 'png'] as const;

/** A chart with its numbers as a table and its picture as a file. */
export function ChartCard({ title, note, fileName, table, children, className }: Props) {
  const [asTable, setAsTable] = useState(false);
  const figure = useRef<HTMLElement>(null);
  const save = (format: 'svg' | 'png') => {
    if (!figure.current) return;
    saveFigure(figure.current, fileName, format).catch((error: unknown) =>
      showToast({ message: 'The picture could not be saved', detail: String(error), tone: 'bad' }),
    );
  };
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
          {FORMATS.map((format) => (
            <Button
              key={format}
              size="compact-xs"
              disabled={asTable}
              aria-label={`Save ${title} as ${format.toUpperCase()}`}
              title={`Save as ${format.toUpperCase()}`}
              onClick={() => save(format)}
            >
              {format.toUpperCase()}
            </Button>
          ))}
        </>
      }
    >
      {asTable ? (
        <DataTable title={title} table={table} />
      ) : (
        <figure ref={figure} className={classes.figure}>
          {children}
        </figure>
      )}
    </Card>
  );
}

function DataTable({ title, table }: { title: string; table: ChartTable }) {
  return (
    <ScrollRegion className={classes.data} label={`Data of ${title}`}>
      <table>
        <thead>
          <tr>
            {table.header.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.join()}>
              {row.map((cell, column) => (
                <td key={table.header[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
