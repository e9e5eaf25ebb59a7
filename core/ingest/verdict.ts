import type { Verdict } from '#core/contract/common.ts';

const VERDICTS = new Map<string, Verdict>([
  ['yes', 'yes'],
  ['true', 'yes'],
  ['1', 'yes'],
  ['1.0', 'yes'],
  ['no', 'no'],
  ['false', 'no'],
  ['0', 'no'],
  ['0.0', 'no'],
]);

/**
 * What a cell says: yes, true or 1; no, false or 0; in any case and with spaces around. `1.0` and `0.0` are
 * how data frames write 1 and 0. Undefined for everything else: a verdict is never guessed.
 */
export function parseVerdict(cell: string): Verdict | undefined {
  return VERDICTS.get(cell.trim().toLowerCase());
}
