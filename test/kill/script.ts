import type { ImportedRow } from '#core/workspace/ledger-import.ts';

/** Rows of each imported file: several writes of the ledger. */
export const ROWS = 4500;

/** The nth file that the child imports; its rows occur in no other. */
export function rowsOf(n: number): ImportedRow[] {
  return Array.from({ length: ROWS }, (_, at) => ({
    query: `file ${n} row ${at}`,
    key: 'k',
    verdict: 'yes',
  }));
}

export function fileHeader(n: number) {
  return {
    name: `file ${n}.csv`,
    sha256: String(n),
    bytes: 1,
    format: 'CSV, comma',
    encoding: 'UTF-8',
    counts: { entries: 0, terms: 0, judgments: ROWS, yes: ROWS, no: 0 },
  };
}
