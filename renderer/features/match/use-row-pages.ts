import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { MatchedRow, MatchedRowsRequest } from '#core/contract/index.ts';
import { engine } from '#renderer/api/client.ts';
import { pagesFor } from '../data/data-view.ts';
import { LIVE_POLL } from './use-matched-tables.ts';

const PAGE_SIZE = 100;

/** Which rows of which table, in which order. */
export type RowChoice = Pick<MatchedRowsRequest, 'id' | 'band' | 'filter' | 'order'>;

export interface RowPages {
  /** Rows of the whole list. */
  total: number;
  /** Loaded rows by their place in the list, from 0. */
  rows: ReadonlyMap<number, MatchedRow>;
  isLoading: boolean;
  /** The rows of an earlier list, until the new ones have come. */
  stale: boolean;
  error: unknown;
}

interface View {
  /** First and last row in view. */
  range: readonly [number, number];
  selected: number;
  /** Rows are being added. */
  live: boolean;
}

/** The rows in view and the selected one, in pages from the engine. */
export function useRowPages(list: RowChoice, { range, selected, live }: View): RowPages {
  const query = (page: number) =>
    engine.match.page.queryOptions({
      input: { ...list, offset: page * PAGE_SIZE, limit: PAGE_SIZE },
      refetchInterval: live ? LIVE_POLL : false,
    });
  // The first page knows how long the list is. It alone stays until that of another list has come.
  const first = useQuery({ ...query(0), placeholderData: keepPreviousData });
  const wanted = [...pagesFor(...range, PAGE_SIZE), Math.floor(selected / PAGE_SIZE)];
  const pages = [...new Set(wanted)].filter((page) => page > 0);
  const others = useQueries({ queries: pages.map(query) });
  const rows = new Map<number, MatchedRow>();
  for (const [place, { data }] of [first, ...others].entries()) {
    const start = (pages[place - 1] ?? 0) * PAGE_SIZE;
    for (const [index, row] of (data?.rows ?? []).entries()) rows.set(start + index, row);
  }
  return {
    total: first.data?.total ?? 0,
    rows,
    isLoading: first.isLoading,
    stale: first.isPlaceholderData,
    error: first.error ?? others.find(({ error }) => error)?.error ?? null,
  };
}
