/** What is said of a row's chosen entry, in this order; of further candidates without `chosen_by`. */
export const MATCH_COLUMNS = ['key', 'name', 'term', 'probability', 'band', 'chosen_by'] as const;

/**
 * Names of the columns that an export adds to a table: those of the chosen entry, then those of further candidates with
 * `_2`, `_3` … behind them, then the explanation. In JSON Lines the candidates are one nested member instead.
 */
export function addedColumns({
  prefix,
  k,
  explanations,
  nested = false,
}: {
  prefix: string;
  k: number;
  explanations: boolean;
  nested?: boolean;
}): string[] {
  const further = MATCH_COLUMNS.filter((name) => name !== 'chosen_by');
  const names: string[] = [...MATCH_COLUMNS];
  if (nested) names.push('candidates');
  else for (let n = 2; n <= k; n += 1) names.push(...further.map((name) => `${name}_${n}`));
  if (explanations) names.push('explanation');
  return names.map((name) => `${prefix}${name}`);
}
