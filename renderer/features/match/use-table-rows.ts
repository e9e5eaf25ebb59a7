import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { MatchedRow } from '#core/contract/index.ts';
import { navigate, useRoute } from '#renderer/app/navigate.ts';
import { type Slice, sliceOf } from './table-view.ts';
import { type RowChoice, type RowPages, useRowPages } from './use-row-pages.ts';

export type Order = 'row' | 'probability';

/** The rows of a table as they are listed, and what is chosen among them. */
export interface TableRows {
  slice: Slice;
  order: Order;
  /** As it is typed; the list follows a moment later. */
  filter: string;
  /** Changes when other rows, or another order, are asked for. */
  listKey: string;
  pages: RowPages;
  /** Rows that are listed; null while they are looked for. */
  total: number | null;
  /** Place of the selected row in the list, from 0. */
  selected: number;
  /** Null while it is on its way, or where there is none. */
  row: MatchedRow | null;
  show(change: { rows?: Slice; order?: Order; filter?: string }): void;
  select(index: number): void;
  setRange(range: readonly [number, number]): void;
}

const TYPING_PAUSE = 150;
const FIRST_ROWS: readonly [number, number] = [0, 30];

/** Rows are chosen in the address, so that a reload and a change of screen bring back the same ones. */
export function useTableRows(id: string, live: boolean): TableRows {
  const { params } = useRoute();
  const slice = sliceOf(params.rows);
  const order = params.order === 'probability' ? 'probability' : 'row';
  const filter = params.filter ?? '';
  const [settled] = useDebouncedValue(filter.trim(), TYPING_PAUSE);
  const list: RowChoice = { id, filter: settled, order, ...(slice !== 'all' && { band: slice }) };
  const listKey = JSON.stringify(list);
  const [chosen, setChosen] = useState({ listKey, index: 0 });
  const [range, setRange] = useState(FIRST_ROWS);
  const index = chosen.listKey === listKey ? chosen.index : 0;
  const pages = useRowPages(list, { range, selected: index, live });
  const selected = Math.min(index, Math.max(0, pages.total - 1));
  const settling = pages.stale || pages.isLoading || settled !== filter.trim();
  return {
    ...{ slice, order, filter, listKey, pages, selected, setRange },
    total: settling ? null : pages.total,
    row: pages.rows.get(selected) ?? null,
    show: (change) => navigate('match', { ...params, ...change }, { replace: true }),
    select: (next) => setChosen({ listKey, index: next }),
  };
}
