import type { EntryView } from '#core/contract/index.ts';
import { formatCount, formatQuantity } from '#renderer/ui/format.ts';

export interface ShownTerm {
  term: string;
  learnt: boolean;
  /** The one that matched. */
  matching: boolean;
}

/** The matching term first, also where it is not among the first of a long entry; then the others as they are. */
export function orderTerms(
  terms: EntryView['terms'],
  matching: { term: string; learnt: boolean } | null,
): ShownTerm[] {
  if (matching === null) return terms.map((row) => ({ ...row, matching: false }));
  const others = terms.filter(({ term }) => term !== matching.term);
  return [{ ...matching, matching: true }, ...others.map((row) => ({ ...row, matching: false }))];
}

/** `41, 3 learnt`. Learnt ones are counted only where all are there to count. */
export function termsWords({ terms, termCount }: Pick<EntryView, 'terms' | 'termCount'>): string {
  const learnt = terms.filter((row) => row.learnt).length;
  const counted = learnt > 0 && terms.length >= termCount;
  return `${formatCount(termCount)}${counted ? `, ${formatCount(learnt)} learnt` : ''}`;
}

export interface FieldRow {
  field: string;
  /** A list has one for each of its values. */
  values: string[];
}

/** The fields that hold something, as text. */
export function fieldRows(fields: EntryView['fields']): FieldRow[] {
  return Object.entries(fields).flatMap(([field, value]) => {
    const values = (Array.isArray(value) ? value : [value]).map(asText).filter(Boolean);
    return values.length > 0 ? [{ field, values }] : [];
  });
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `18 right, 4 wrong`. */
export function judgmentWords({ yes, no }: EntryView['judgmentCount']): string {
  return `${formatCount(yes)} right, ${formatCount(no)} wrong`;
}

/** What is known about a list of which only the beginning is shown: `the first 100 of 340 queries`. */
export function shownWords(shown: number, all: number, one: string, many = `${one}s`): string {
  return shown < all
    ? `the first ${formatCount(shown)} of ${formatQuantity(all, one, many)}`
    : formatQuantity(all, one, many);
}
