import { keepPreviousData, type UseQueryOptions, useQueries } from '@tanstack/react-query';
import { pagesFor } from './data-view.ts';

export const PAGE_SIZE = 100;

interface Page<Row> {
  total: number;
  rows: Row[];
}

export type PageQuery<Row> = (request: {
  offset: number;
  limit: number;
  filter: string;
}) => Pick<UseQueryOptions<Page<Row>>, 'queryKey' | 'queryFn'>;

interface PagedRows<Row> {
  total: number;
  /** Rows that are loaded, with their place in the whole list. */
  loaded: { index: number; row: Row }[];
  isLoading: boolean;
  error: unknown;
}

/** The rows around those in view, in pages from the engine. */
export function usePagedRows<Row>(
  query: PageQuery<Row>,
  filter: string,
  [first, last]: readonly [number, number],
): PagedRows<Row> {
  const pages = pagesFor(first, last, PAGE_SIZE);
  return useQueries({
    queries: pages.map((page) => ({
      ...query({ offset: page * PAGE_SIZE, limit: PAGE_SIZE, filter }),
      ...(page === 0 && { placeholderData: keepPreviousData }),
    })),
    combine: (results): PagedRows<Row> => ({
      total: results[0]?.data?.total ?? 0,
      loaded: results.flatMap(({ data }, position) =>
        (data?.rows ?? []).map((row, index) => ({
          index: (pages[position] ?? 0) * PAGE_SIZE + index,
          row,
        })),
      ),
      isLoading: results[0]?.isLoading ?? true,
      error: results.find(({ error }) => error)?.error ?? null,
    }),
  });
}
