import type { Interval, Verdict } from '#core/contract/common.ts';
import { clopperPearson } from '#core/math/intervals.ts';

/** Verdicts of two reviewers on the same pairs: [what the first said][what the second said]. */
export interface AgreementTable {
  yesYes: number;
  yesNo: number;
  noYes: number;
  noNo: number;
}

export function agreementTable(both: readonly (readonly [Verdict, Verdict])[]): AgreementTable {
  const count = (one: Verdict, other: Verdict) =>
    both.filter(([a, b]) => a === one && b === other).length;
  return {
    yesYes: count('yes', 'yes'),
    yesNo: count('yes', 'no'),
    noYes: count('no', 'yes'),
    noNo: count('no', 'no'),
  };
}

/** 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * Cohen's kappa: how far two reviewers agree beyond what chance alone would give them, with its 95 % interval (large-sample
 * standard error). Where they never differ that error is 0, which promises too much: the lower bound is then that of the
 * observed agreement (Clopper-Pearson) with chance agreement as it is. Null of no pairs, and where a reviewer always said
 * the same: then kappa cannot be anything but 0, whoever the other is, and says nothing.
 * Sources: Cohen, Educational and Psychological Measurement 20, 1960; Fleiss, Cohen and Everitt, Psychological Bulletin 72, 1969.
 */
export function cohensKappa(table: AgreementTable): Interval | null {
  const { yesYes, yesNo, noYes, noNo } = table;
  const n = yesYes + yesNo + noYes + noNo;
  if (n === 0) return null;
  const observed = (yesYes + noNo) / n;
  const row = [(yesYes + yesNo) / n, (noYes + noNo) / n] as const;
  const column = [(yesYes + noYes) / n, (yesNo + noNo) / n] as const;
  const chance = row[0] * column[0] + row[1] * column[1];
  const constant = (shares: readonly number[]) => shares.includes(1);
  if (constant(row) || constant(column)) return null;
  const kappa = (share: number) => (share - chance) / (1 - chance);
  const value = kappa(observed);
  if (observed === 1) return { value: 1, lower: kappa(clopperPearson(n, n).lower), upper: 1 };
  const error = standardError(table, { n, observed, chance, row, column });
  return {
    value,
    lower: Math.max(-1, value - Z * error),
    upper: Math.min(1, value + Z * error),
  };
}

interface Shares {
  n: number;
  observed: number;
  chance: number;
  /** Shares of yes and no of the first reviewer, and of the second. */
  row: readonly [number, number];
  column: readonly [number, number];
}

/** Fleiss, Cohen and Everitt (1969), for two verdicts. */
function standardError(
  { yesYes, yesNo, noYes, noNo }: AgreementTable,
  { n, observed, chance, row, column }: Shares,
): number {
  const differ = 1 - observed;
  const same = (cell: number, i: 0 | 1) =>
    (cell / n) * (1 - chance - (row[i] + column[i]) * differ) ** 2;
  const other = (cell: number, i: 0 | 1, j: 0 | 1) => (cell / n) * (column[i] + row[j]) ** 2;
  const variance =
    same(yesYes, 0) +
    same(noNo, 1) +
    differ ** 2 * (other(yesNo, 0, 1) + other(noYes, 1, 0)) -
    (observed * chance - 2 * chance + observed) ** 2;
  return Math.sqrt(Math.max(0, variance) / n) / (1 - chance) ** 2;
}
