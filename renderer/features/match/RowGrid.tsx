import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type Ref, useEffect, useRef } from 'react';
import type { MatchedTable } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { GridRow } from './GridRow.tsx';
import classes from './RowGrid.module.css';
import { nextRow } from './row-view.ts';
import type { RowPages } from './use-row-pages.ts';

interface Props {
  ref: Ref<HTMLTableElement>;
  table: MatchedTable;
  pages: RowPages;
  selected: number;
  /** Beside the open inspector there is no room for the term. */
  narrow: boolean;
  /** Said where there are no rows. */
  empty: string;
  onRange(range: readonly [number, number]): void;
  onSelect(index: number): void;
  onOpen(): void;
  /** A key that moves nothing; true where it meant something. */
  onPress(key: string): boolean;
}

const ROW_HEIGHT = 32;
/** Pixels that a digit takes. */
const DIGIT = 8;
/** A browser draws nothing below some 33 million pixels. */
const MOST_ROWS = 1_000_000;

/** The rows of a matched table, as many as there are: only those in view exist. One stop for the Tab key; arrows move. */
export function RowGrid(props: Props) {
  const { ref, table, pages, selected, narrow, empty } = props;
  const { onRange, onSelect, onOpen, onPress } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const count = Math.min(pages.total, MOST_ROWS);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    // Rows begin below the header, of which the virtualizer knows nothing: the last one in view ends that much lower.
    scrollPaddingEnd: ROW_HEIGHT,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last > 0) onRange([first, last]);
  }, [first, last, onRange]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nextRow(event.key, selected, count);
    if (next !== null) {
      event.preventDefault();
      onSelect(next);
      virtualizer.scrollToIndex(next);
    } else if (onPress(event.key)) event.preventDefault();
  };
  const withIds = table.idColumn !== null;
  if (pages.error && !isUnreachable(pages.error)) {
    return <ErrorState failure={toFailure(pages.error)} />;
  }
  const shown = items.some(({ index }) => index === selected);
  return (
    <div ref={scroller} className={classes.scroller}>
      <table
        ref={ref}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is the pattern for a table whose rows are chosen by keyboard
        role="grid"
        className={classes.grid}
        data-ids={withIds || undefined}
        data-narrow={narrow || undefined}
        data-stale={pages.stale || undefined}
        style={placeWidth(table)}
        aria-label={`Rows of ${table.name}`}
        aria-rowcount={pages.total + 1}
        aria-activedescendant={shown ? rowId(selected) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <Head table={table} narrow={narrow} />
        <tbody className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <GridRow
              key={index}
              id={rowId(index)}
              index={index}
              row={pages.rows.get(index)}
              start={start}
              selected={index === selected}
              withId={withIds}
              narrow={narrow}
              onSelect={() => onSelect(index)}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
      <Notes pages={pages} empty={empty} />
    </div>
  );
}

/** What stands in place of rows, or below them. */
function Notes({ pages, empty }: Pick<Props, 'pages' | 'empty'>) {
  return (
    <>
      {pages.isLoading && (
        <div className={classes.note}>
          <SkeletonLines count={8} />
        </div>
      )}
      {!pages.isLoading && pages.total === 0 && <p className={classes.note}>{empty}</p>}
      {pages.total > MOST_ROWS && (
        <p className={classes.note}>
          The first {formatCount(MOST_ROWS)} of {formatCount(pages.total)} rows are listed; filter
          them to see others, or export them all.
        </p>
      )}
    </>
  );
}

function Head({ table, narrow }: Pick<Props, 'table' | 'narrow'>) {
  return (
    <thead className={classes.head}>
      <tr className={classes.row} aria-rowindex={1}>
        <th scope="col" className={classes.place}>
          Row
        </th>
        {table.idColumn !== null && <th scope="col">{table.idColumn}</th>}
        <th scope="col" title={table.column}>
          {table.column}
        </th>
        <th scope="col">Best entry</th>
        <th scope="col">Key</th>
        {!narrow && <th scope="col">Term</th>}
        <th scope="col" className={classes.number}>
          Probability
        </th>
        <th scope="col">Band</th>
      </tr>
    </thead>
  );
}

/** Room for the largest row number, the same in the head, whose letters are smaller. */
function placeWidth({ rows }: MatchedTable) {
  return { '--place': `${Math.max(4, formatCount(rows).length) * DIGIT}px` } as CSSProperties;
}

function rowId(index: number): string {
  return `matched-row-${index}`;
}
