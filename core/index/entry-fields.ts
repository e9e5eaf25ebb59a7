import type { FieldSummary } from '#core/contract/search.ts';

/** A field as the index keeps it: its column in the table of entries, and what is known of its values. */
export interface FieldColumn {
  /** f0, f1 …: names of fields never reach the database. */
  column: string;
  /** An entry may have several texts. */
  list: boolean;
  summary: FieldSummary;
}

/** The fields of a collection; the content of fields.json. */
export interface FieldMap {
  columns: FieldColumn[];
  /** What cannot be filtered by, and why. */
  leftOut: { field: string; why: 'nested' | 'rare' }[];
}

/** What a column holds for one entry; null where the entry does not have the field. */
export type StoredValue = string | number | boolean | readonly string[] | null;

/** An entry, as far as its fields are concerned. */
export interface EntryFields {
  fields?: Record<string, unknown> | undefined;
}

/** Fields that are kept: more columns than that come from keys that were read as names of fields. */
const MOST_FIELDS = 200;
/** Values that a summary lists, and the longest of them: a filter cannot hold a longer one. */
const MOST_VALUES = 100;
const LONGEST_VALUE = 1000;

/** A number as people write it; a leading zero or more digits make it a code, which must stay as it is. */
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/;

/** How many entries have a field with a value of each kind. */
interface Kinds {
  numbers: number;
  booleans: number;
  texts: number;
  lists: number;
}

/** What was seen of the fields so far; fill it with `surveyFields`. */
export type FieldSurvey = Map<string, Kinds>;

/** Takes the fields of some more entries into account. */
export function surveyFields(survey: FieldSurvey, entries: readonly EntryFields[]): void {
  for (const { fields } of entries) {
    for (const [field, value] of Object.entries(fields ?? {})) {
      if (value === null || value === undefined || value === '') continue;
      const kinds = survey.get(field) ?? { numbers: 0, booleans: 0, texts: 0, lists: 0 };
      survey.set(field, kinds);
      const kind = kindOf(value);
      if (kind) kinds[kind] += 1;
    }
  }
}

/** Null for what cannot be compared with a value: objects, and lists of nothing else. */
function kindOf(value: unknown): keyof Kinds | null {
  if (Array.isArray(value)) return textsOf(value).length > 0 ? 'lists' : null;
  if (typeof value === 'string') return NUMBER.test(value) ? 'numbers' : 'texts';
  if (typeof value === 'number') return Number.isFinite(value) ? 'numbers' : null;
  return typeof value === 'boolean' ? 'booleans' : null;
}

/**
 * Decides which fields become columns, most frequent first, and of which type. Numbers written as text, as tables have
 * them, are numbers; a field of several types is text.
 */
export function planFields(survey: FieldSurvey): FieldMap {
  const leftOut: FieldMap['leftOut'] = [];
  const kept: { field: string; kinds: Kinds; entries: number }[] = [];
  for (const [field, kinds] of survey) {
    const entries = kinds.numbers + kinds.booleans + kinds.texts + kinds.lists;
    if (entries === 0) leftOut.push({ field, why: 'nested' });
    else kept.push({ field, kinds, entries });
  }
  kept.sort((a, b) => b.entries - a.entries || compare(a.field, b.field));
  for (const { field } of kept.slice(MOST_FIELDS)) leftOut.push({ field, why: 'rare' });
  const columns = kept.slice(0, MOST_FIELDS).map(({ field, kinds, entries }, n) => ({
    column: `f${n}`,
    list: kinds.lists > 0,
    summary: { ...{ field, type: typeOf(kinds), entries }, ...NOTHING_COUNTED },
  }));
  return { columns, leftOut };
}

const NOTHING_COUNTED = { values: [], distinct: 0, min: null, max: null };

function typeOf({ numbers, booleans, texts, lists }: Kinds): FieldSummary['type'] {
  if (lists > 0 || texts > 0) return 'text';
  if (booleans === 0) return 'number';
  return numbers === 0 ? 'boolean' : 'text';
}

/** What a column holds of an entry. Texts are well-formed, zero has no sign: the database would tell them apart. */
export function storedValue({ list, summary }: FieldColumn, { fields }: EntryFields): StoredValue {
  // An inherited property is no field.
  const own = fields && Object.hasOwn(fields, summary.field) ? fields[summary.field] : null;
  if (list) return listOf(textsOf(Array.isArray(own) ? own : [own]));
  const text = textOf(own);
  if (text === '') return null;
  if (summary.type === 'number') return Number(text) + 0;
  return summary.type === 'boolean' ? text === 'true' : text;
}

const listOf = (texts: readonly string[]) => (texts.length > 0 ? texts : null);

/** The distinct values of a list as texts. */
function textsOf(values: readonly unknown[]): string[] {
  const texts = new Set(values.map(textOf));
  texts.delete('');
  return [...texts];
}

/** Empty where there is nothing to compare with. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return wellFormed(value);
  return typeof value === 'boolean' || Number.isFinite(value) ? String(value) : '';
}

/** Half a surrogate pair cannot be stored as UTF-8; it becomes U+FFFD, as every encoder does. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** Value -> entries that have it. */
export type ValueCounts = Map<string | number | boolean, number>;

/** Counts one more stored value. */
export function countValue(counts: ValueCounts, stored: StoredValue): void {
  if (stored === null) return;
  const values = typeof stored === 'object' ? stored : [stored];
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
}

/** What is known of a field once every value is counted. */
export function summariseField(summary: FieldSummary, counts: ValueCounts): FieldSummary {
  const { type } = summary;
  const numbers = type === 'number' ? [...counts.keys()].map(Number) : [];
  const listed = type !== 'number' || counts.size <= MOST_VALUES;
  return {
    ...summary,
    values: listed ? mostFrequent(counts) : [],
    distinct: counts.size,
    min: numbers.length > 0 ? numbers.reduce((a, b) => Math.min(a, b)) : null,
    max: numbers.length > 0 ? numbers.reduce((a, b) => Math.max(a, b)) : null,
  };
}

function mostFrequent(counts: ValueCounts): FieldSummary['values'] {
  return [...counts]
    .filter(([value]) => typeof value !== 'string' || value.length <= LONGEST_VALUE)
    .sort(([a, n], [b, m]) => m - n || compare(a, b))
    .slice(0, MOST_VALUES)
    .map(([value, entries]) => ({ value, entries }));
}

function compare<Value extends string | number | boolean>(a: Value, b: Value): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
