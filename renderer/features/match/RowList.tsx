import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import type { MatchedTable } from '#core/contract/index.ts';
import { RowGrid } from './RowGrid.tsx';
import { RowTools } from './RowTools.tsx';
import { type Decision, decisionOf } from './row-view.ts';
import classes from './TableView.module.css';
import type { TableRows } from './use-table-rows.ts';

interface Props {
  table: MatchedTable;
  rows: TableRows;
  /** Rows are being added. */
  going: boolean;
  whyShown: boolean;
  onWhy(shown: boolean): void;
  onDecide(decision: Decision): void;
}

/** The rows with what is above them; the keyboard moves, looks and decides. */
export function RowList({ table, rows, going, whyShown, onWhy, onDecide }: Props) {
  const { pages, row, filter, order } = rows;
  const grid = useRef<HTMLTableElement>(null);
  const filterBox = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => filterBox.current?.select()]]);
  const anyRows = pages.total > 0;
  // Whoever comes to a table comes to go through it, unless they are doing something else already.
  useEffect(() => {
    if (anyRows && document.activeElement === document.body) grid.current?.focus();
  }, [anyRows]);

  const press = (pressed: string): boolean => {
    if (pressed === 'Enter' || pressed === 'Escape') {
      onWhy(pressed === 'Enter' && !whyShown);
      return true;
    }
    const decision = row && decisionOf(pressed, row);
    if (decision) onDecide(decision);
    return decision !== null;
  };
  return (
    <section className={classes.rows} aria-label="Rows">
      <RowTools
        ref={filterBox}
        filter={filter}
        order={order}
        total={rows.total}
        whyShown={whyShown}
        onFilter={(text) => rows.show({ filter: text })}
        onOrder={(next) => rows.show({ order: next })}
        onWhy={onWhy}
        onLeave={() => grid.current?.focus()}
      />
      <RowGrid
        key={rows.listKey}
        ref={grid}
        table={table}
        pages={pages}
        selected={rows.selected}
        narrow={whyShown}
        empty={emptyWords(filter.trim(), going)}
        onRange={rows.setRange}
        onSelect={rows.select}
        onOpen={() => onWhy(true)}
        onPress={press}
      />
    </section>
  );
}

function emptyWords(filter: string, going: boolean): string {
  if (filter) return `No row holds “${filter}”.`;
  return going ? 'No row is matched yet.' : 'There are no such rows.';
}
