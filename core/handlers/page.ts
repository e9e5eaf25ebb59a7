import { normaliseText } from '#core/text/normalise.ts';

/** A slice of the rows whose text holds the filter, case and accents aside; `total` counts all of them. */
export function pageOf<Row>(
  rows: readonly Row[],
  request: { offset: number; limit: number; filter: string },
  textOf: (row: Row) => string,
): { total: number; rows: Row[] } {
  const wanted = normaliseText(request.filter);
  const kept =
    wanted === '' ? rows : rows.filter((row) => normaliseText(textOf(row)).includes(wanted));
  return { total: kept.length, rows: kept.slice(request.offset, request.offset + request.limit) };
}
