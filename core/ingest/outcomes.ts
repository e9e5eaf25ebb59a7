import type { FilePreview, OutcomeMap } from '#core/contract/data.ts';
import { badInput, type Fault } from './faults.ts';
import { listed, quoted } from './words.ts';

/** A grade from which an outcome is a yes. */
export const YES_FROM = 0.5;

/** Most values of a status column that a preview names. */
const MOST_STATUSES = 50;

/** The form in which two statuses are the same: without outer spaces, in lower case. */
export function plainStatus(status: string): string {
  return status.trim().normalize('NFC').toLowerCase();
}

/** Plain status -> grade, 0..1, or null for rows to leave out. Throws BAD_INPUT where one status has two grades. */
export function gradesOf(file: string, outcomes: OutcomeMap): ReadonlyMap<string, number | null> {
  const grades = new Map<string, number | null>();
  for (const [status, grade] of Object.entries(outcomes)) {
    const plain = plainStatus(status);
    const before = grades.get(plain);
    if (before !== undefined && before !== grade) throw badInput(file, twoGrades(status));
    grades.set(plain, grade);
  }
  return grades;
}

function twoGrades(status: string): Fault {
  return {
    line: 1,
    text: `The status ${quoted(status)} has two grades.`,
    remedy: 'Give it one; upper and lower case are the same.',
  };
}

/** Counts the values of a status column. */
export interface StatusCounter {
  add(status: string): void;
  /** Each in its first spelling, most frequent first, at most 50. */
  counts(): NonNullable<FilePreview['statuses']>;
}

export function statusCounter(): StatusCounter {
  const seen = new Map<string, { value: string; rows: number }>();
  return {
    add(status) {
      const plain = plainStatus(status);
      const known = seen.get(plain);
      if (known) known.rows += 1;
      else seen.set(plain, { value: status.trim(), rows: 1 });
    },
    counts: () => [...seen.values()].toSorted((a, b) => b.rows - a.rows).slice(0, MOST_STATUSES),
  };
}

/** `“hired”, “rejected”, empty cells and 3 more` */
export function statusesInWords(statuses: readonly { value: string }[], shown = 4): string {
  const named = statuses
    .slice(0, shown)
    .map(({ value }) => (value === '' ? 'empty cells' : quoted(value)));
  const more = statuses.length - named.length;
  return listed(more > 0 ? [...named, `${more} more`] : named);
}
