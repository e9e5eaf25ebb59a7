import { type ColumnDef, type RowData, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import classes from './RowTable.module.css';
import { type PageQuery, usePagedRows } from './use-paged-rows.ts';

export const features = tableFeatures({});
export type RowColumn<Row extends RowData> = ColumnDef<typeof features, Row>;

interface Props<Row extends RowData> {
  label: string;
  columns: RowColumn<Row>[];
  /** CSS grid columns, one for each column. */
  template: string;
  query: PageQuery<Row>;
  filter: string;
  /** Said where there are no rows. */
  empty: string;
}

const ROW_HEIGHT = 32;
const START: readonly [number, number] = [0, 30];

/** A long list as a table: only the rows in view exist, and their pages are fetched as they come into view. */
export function RowTable<Row extends RowData>(props: Props<Row>) {
  const { label, columns, template, query, filter, empty } = props;
  const scroller = useRef<HTMLElement>(null);
  const [range, setRange] = useState(START);
  const { total, loaded, isLoading, error } = usePagedRows(query, filter, range);
  const data = useMemo(() => loaded.map(({ row }) => row), [loaded]);
  const table = useTable({ features, columns, data });
  const modelRows = table.getRowModel().rows;
  const places = new Map(loaded.map(({ index }, place) => [index, place]));

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? START[0];
  const last = items.at(-1)?.index ?? START[1];
  useEffect(() => {
    setRange([first, last]);
  }, [first, last]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is another list
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [filter]);

  if (error && !isUnreachable(error)) return <ErrorState failure={toFailure(error)} />;
  const grid = { gridTemplateColumns: template };
  return (
    <ScrollRegion ref={scroller} className={classes.scroller} label={`${label}, scrolls`}>
      <table className={classes.table} aria-label={label} aria-rowcount={total + 1}>
        <thead className={classes.head}>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} className={classes.row} style={grid} aria-rowindex={1}>
              {group.headers.map((header) => (
                <th key={header.id} className={classes.cell} scope="col">
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => (
            <tr
              key={item.key}
              className={classes.row}
              aria-rowindex={item.index + 2}
              style={{ ...grid, transform: `translateY(${item.start}px)` }}
            >
              {modelRows[places.get(item.index) ?? -1]?.getAllCells().map((cell) => (
                <td key={cell.id} className={classes.cell}>
                  <table.FlexRender cell={cell} />
                </td>
              )) ?? <td className={classes.pending}>…</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {isLoading && (
        <div className={classes.note}>
          <SkeletonLines count={6} />
        </div>
      )}
      {!isLoading && total === 0 && <p className={classes.note}>{empty}</p>}
    </ScrollRegion>
  );
}
