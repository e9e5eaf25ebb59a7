import { type CheckedFilter, comparable } from './field-filter.ts';

/**
 * Conditions in the SQL of LanceDB (Apache DataFusion). A value reaches it only through `literalOf`, and a field only as
 * the name of its column, which Plumbline chose.
 */
export function conditionOf(filters: readonly CheckedFilter[]): string {
  return filters.map((checked) => `(${clauseOf(checked)})`).join(' AND ');
}

function clauseOf({ column: { column, list }, filter }: CheckedFilter): string {
  if (filter.op === 'range') return rangeOf(column, filter);
  const values = filter.values.map(literalOf).join(', ');
  const has = list ? `array_has_any(${column}, [${values}])` : `${column} IN (${values})`;
  // Nothing can be said of a value that is not there, and SQL leaves such rows out of both sides.
  return filter.op === 'is' ? has : `${column} IS NULL OR NOT (${has})`;
}

function rangeOf(
  column: string,
  { from, to }: { from?: number | undefined; to?: number | undefined },
) {
  const ends = [
    ...(from === undefined ? [] : [`${column} >= ${literalOf(from)}`]),
    ...(to === undefined ? [] : [`${column} <= ${literalOf(to)}`]),
  ];
  return ends.join(' AND ');
}

/**
 * A value as SQL. Within quotes only the quote itself means something, and it is doubled; a number always has an
 * exponent, so that it is read as a double whatever its size.
 */
export function literalOf(value: string | number | boolean): string {
  if (typeof value === 'string') return `'${comparable(value).replaceAll("'", "''")}'`;
  if (typeof value === 'boolean') return String(value);
  if (Number.isFinite(value)) return (value + 0).toExponential();
  throw new TypeError(`${value} cannot be compared with.`);
}
