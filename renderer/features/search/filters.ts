import type { FieldFilter, FieldSummary } from '#core/contract/index.ts';
import { formatCount, formatQuantity } from '#renderer/ui/format.ts';

export type FieldValue = FieldSummary['values'][number]['value'];
type ValueFilter = Extract<FieldFilter, { op: 'is' | 'not' }>;
type RangeFilter = Extract<FieldFilter, { op: 'range' }>;

const SHOWN_VALUES = 3;

/** A filter in words: `Group is Nurses or Midwives`, `Wage from 10 to 20`. */
export function describeFilter(filter: FieldFilter): string {
  return `${filter.field} ${describeCondition(filter)}`;
}

/** The same without the field: `is Nurses or Midwives`. */
export function describeCondition(filter: FieldFilter): string {
  if (filter.op === 'range') return describeRange(filter);
  const words = filter.values.map(valueWords);
  const hidden = words.length - SHOWN_VALUES;
  const shown = hidden > 0 ? words.slice(0, SHOWN_VALUES).join(', ') : listed(words);
  return `${filter.op === 'not' ? 'is not' : 'is'} ${shown}${hidden > 0 ? ` or ${formatCount(hidden)} more` : ''}`;
}

function describeRange({ from, to }: RangeFilter): string {
  if (from === undefined) return `up to ${to}`;
  if (to === undefined) return `from ${from}`;
  return from === to ? `is ${from}` : `from ${from} to ${to}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

/** A value as text; an empty one is named. */
export function valueWords(value: FieldValue): string {
  if (value === '') return '(empty)';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** The filter on a field, or undefined where there is none. A field has at most one. */
export function filterOn(filters: readonly FieldFilter[], field: string): FieldFilter | undefined {
  return filters.find((filter) => filter.field === field);
}

/** The filters with this one in the place of the field's; null, or one that says nothing, takes the field's away. */
export function withFilter(
  filters: readonly FieldFilter[],
  field: string,
  next: FieldFilter | null,
): FieldFilter[] {
  const kept = next !== null && saysSomething(next) ? [next] : [];
  const first = filters.findIndex((filter) => filter.field === field);
  const place = first === -1 ? filters.length : first;
  const others = (some: readonly FieldFilter[]) => some.filter((filter) => filter.field !== field);
  return [...others(filters.slice(0, place)), ...kept, ...others(filters.slice(place))];
}

function saysSomething(filter: FieldFilter): boolean {
  if (filter.op === 'range') return filter.from !== undefined || filter.to !== undefined;
  return filter.values.length > 0;
}

/** The field's filter with one value chosen or left out. */
export function withValue(
  filter: FieldFilter | undefined,
  field: string,
  value: FieldValue,
): ValueFilter {
  const before =
    filter && filter.op !== 'range' ? filter : { field, op: 'is' as const, values: [] };
  const values = before.values.includes(value)
    ? before.values.filter((other) => other !== value)
    : [...before.values, value];
  return { field, op: before.op, values };
}

/** The field's range with one end set; undefined leaves that end open. */
export function withEnd(
  filter: FieldFilter | undefined,
  field: string,
  end: 'from' | 'to',
  value: number | undefined,
): RangeFilter {
  const { from, to } = filter?.op === 'range' ? filter : {};
  const ends = { from, to, [end]: value };
  return {
    field,
    op: 'range',
    ...(ends.from !== undefined && { from: ends.from }),
    ...(ends.to !== undefined && { to: ends.to }),
  };
}

/** Values to choose from: those that hold what is typed, the chosen ones always, most frequent first. */
export function choosableValues(
  { values }: FieldSummary,
  filter: FieldFilter | undefined,
  typed: string,
): { value: FieldValue; entries: number | null; chosen: boolean }[] {
  const chosen = filter && filter.op !== 'range' ? filter.values : [];
  const known = new Set(values.map(({ value }) => value));
  const needle = fold(typed.trim());
  const listedValues = values
    .map(({ value, entries }) => ({ value, entries, chosen: chosen.includes(value) }))
    .filter((row) => row.chosen || fold(valueWords(row.value)).includes(needle));
  const unlisted = chosen
    .filter((value) => !known.has(value))
    .map((value) => ({ value, entries: null, chosen: true }));
  return [...unlisted, ...listedValues];
}

/** What is typed, where it may be a value that is too rare to be listed; else null. */
export function unlistedValue({ values, distinct }: FieldSummary, typed: string): string | null {
  const text = typed.trim();
  const listsAll = distinct <= values.length;
  if (text === '' || listsAll || values.some(({ value }) => value === text)) return null;
  return text;
}

/** What a field holds, in a few words: `23 values`, `10 to 20`, `yes or no`. */
export function describeField({ type, distinct, min, max }: FieldSummary): string {
  if (type === 'boolean') return 'yes or no';
  if (type === 'number' && min !== null && max !== null) return `${min} to ${max}`;
  return formatQuantity(distinct, 'value');
}

/** Fields whose name holds what is typed. */
export function fieldsNamed(fields: readonly FieldSummary[], typed: string): FieldSummary[] {
  const needle = fold(typed.trim());
  return fields.filter(({ field }) => fold(field).includes(needle));
}

/** `12 of 1 016 entries admitted`. */
export function admittedWords(admitted: number, entries: number): string {
  return `${formatCount(admitted)} of ${formatQuantity(entries, 'entry', 'entries')} admitted`;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
