import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react';
import { nextRow } from '../match/row-view.ts';
import classes from './LongTable.module.css';

export interface LongColumn<Row> {
  name: string;
  cell(row: Row): ReactNode;
  /** The whole of what may be cut off, on hover. */
  title?(row: Row): string;
  numeric?: boolean;
}

interface Props<Row> {
  label: string;
  columns: readonly LongColumn<Row>[];
  /** CSS grid columns, one for each column. */
  template: string;
  rows: readonly Row[];
  /** Said where there are no rows. */
  empty: string;
  /** Enter, or a click on the row. */
  onOpen(row: Row): void;
}

const ROW_HEIGHT = 32;

/** A long list: only the rows in view exist. One stop for the Tab key; arrows move, Enter opens. */
export function LongTable<Row>(props: Props<Row>) {
  const { label, columns, template, rows, empty, onOpen } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(0);
  const selected = Math.min(chosen, rows.length - 1);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    // Rows begin below the header, of which the virtualizer knows nothing: the last one in view ends that much lower.
    scrollPaddingEnd: ROW_HEIGHT,
  });
  const items = virtualizer.getVirtualItems();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nextRow(event.key, selected, rows.length);
    const row = rows[selected];
    if (next !== null) {
      setChosen(next);
      virtualizer.scrollToIndex(next);
    } else if (event.key === 'Enter' && row !== undefined) onOpen(row);
    else return;
    event.preventDefault();
  };
  const grid = { gridTemplateColumns: template };
  const shown = items.some(({ index }) => index === selected);
  return (
    <div ref={scroller} className={classes.scroller}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is the pattern for a table whose rows are chosen by keyboard
        role="grid"
        className={classes.grid}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={shown ? `${id}-${selected}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <thead className={classes.head}>
          <tr className={classes.row} style={grid} aria-rowindex={1}>
            {columns.map(({ name, numeric }) => (
              <th key={name} scope="col" data-numeric={numeric || undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <LongRow
              key={index}
              id={`${id}-${index}`}
              index={index}
              row={rows[index] as Row}
              columns={columns}
              style={{ ...grid, transform: `translateY(${start}px)` }}
              selected={index === selected}
              onOpen={(row) => {
                setChosen(index);
                onOpen(row);
              }}
            />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className={classes.note}>{empty}</p>}
    </div>
  );
}

/** For a place that is no higher than its rows. */
export function rowsStyle(rows: number): CSSProperties {
  return { '--rows': rows } as CSSProperties;
}

interface RowProps<Row> {
  id: string;
  index: number;
  row: Row;
  columns: readonly LongColumn<Row>[];
  style: Record<string, string>;
  selected: boolean;
  onOpen(row: Row): void;
}

function LongRow<Row>({ id, index, row, columns, style, selected, onOpen }: RowProps<Row>) {
  return (
    <tr
      id={id}
      className={classes.row}
      style={style}
      aria-rowindex={index + 2}
      aria-selected={selected}
      onClick={() => onOpen(row)}
    >
      {columns.map(({ name, cell, title, numeric }) => (
        <td key={name} title={title?.(row)} data-numeric={numeric || undefined}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}
