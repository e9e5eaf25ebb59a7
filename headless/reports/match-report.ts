import type { ExportedTable, MatchedTable } from '#core/contract/tables.ts';
import { count, duration, metric, percent } from '../terminal/numbers.ts';
import { printable } from '../terminal/width.ts';

/** What `match` came to, as its JSON says it. */
export interface MatchResult extends MatchedTable {
  /** Rows that have an entry. */
  matched: number;
  out: string;
  /** Rows that were written; fewer with --band. */
  exported: number;
  /** It stays in the workspace under `id`. */
  kept: boolean;
}

export function matchResult(
  table: MatchedTable,
  { out, exported, kept }: { out: string; exported: ExportedTable; kept: boolean },
): MatchResult {
  const matched = table.done - table.bands.none;
  return { ...table, matched, out, exported: exported.rows, kept };
}

/** The same for a person. */
export function matchLines(result: MatchResult): string[] {
  const { rows, version, matched, bands, out, exported } = result;
  const share = (part: number) => `${count(part)} (${percent(rows > 0 ? part / rows : 0)})`;
  const { accept, review, reject, unscored } = bands;
  const parts = [`${share(accept)} accept`, `${share(review)} review`, `${share(reject)} reject`];
  if (unscored > 0) parts.push(`${share(unscored)} without a probability`);
  const precision =
    result.expectedPrecision === null
      ? []
      : [`Expected precision of the accepted rows: ${metric(result.expectedPrecision)}.`];
  const part = exported < rows ? `${count(exported)} of its rows are` : 'The table is';
  const kept = result.kept ? [`It is kept in the workspace as ${result.id}.`] : [];
  return [
    `Matched ${share(matched)} of ${count(rows)} rows with ${version}: ${parts.join(', ')}.`,
    ...precision,
    `It took ${duration(result.seconds)}, ${count(result.rate)} rows/s.`,
    `${part} in ${printable(out)}.`,
    ...kept,
  ];
}
