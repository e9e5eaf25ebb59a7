import type { Finding, FindingLevel } from '#core/contract/data.ts';

/** How many rows of a finding travel to the screen. */
export const MAX_FINDING_ROWS = 200;

export interface FindingParts {
  rule: string;
  level: FindingLevel;
  title: string;
  detail: string;
  /** How many there are in all; the number of rows unless given. */
  count?: number;
  rows?: { line?: number; text: string }[];
}

/** The rows of the first 200 items: of a million, the others are never worded. */
export function firstRows<Item, Row>(items: readonly Item[], toRow: (item: Item) => Row): Row[] {
  return items.slice(0, MAX_FINDING_ROWS).map(toRow);
}

/** A finding with its first 200 rows. */
export function finding(parts: FindingParts): Finding {
  const rows = parts.rows ?? [];
  const { rule, level, title, detail } = parts;
  return {
    rule,
    level,
    title,
    detail,
    count: parts.count ?? rows.length,
    rows: rows.slice(0, MAX_FINDING_ROWS),
  };
}
