import { PlumblineError } from '#core/contract/errors.ts';
import type { FieldFilter, FieldSummary } from '#core/contract/search.ts';

/** A filter as it is written, before it is known what the field holds. */
export interface WrittenFilter {
  field: string;
  operator: '=' | '!=' | '>=' | '<=';
  values: string[];
}

/** The first operator ends the name. */
const FILTER = /^(.+?)(!=|>=|<=|=)(.*)$/su;

/** `sector=care,"a, b"` and the like. Throws BAD_INPUT for anything else. */
export function parseFilter(text: string): WrittenFilter {
  const [, field = '', operator = '', rest = ''] = FILTER.exec(text) ?? [];
  if (rest.trim() === '') throw unreadable(text);
  return {
    field: field.trim(),
    operator: operator as WrittenFilter['operator'],
    values: splitValues(rest),
  };
}

function unreadable(text: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', `The filter ${text} cannot be read.`, {
    remedy: "Write 'field=value', 'field!=a,b', 'field>=3' or 'field<=5', in quotes for the shell.",
  });
}

/** A value in double quotes may hold commas, and a quote as two. */
const VALUE = /\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))(,|$)/gy;

function splitValues(text: string): string[] {
  const values: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(VALUE)) {
    values.push(quoted?.replaceAll('""', '"') ?? plain.trim());
    if (end === '') break;
  }
  return values;
}

/** The filter with values of the field's type; a field that there is not is left for the engine to name. */
export function typedFilter(
  { field, operator, values }: WrittenFilter,
  fields: readonly FieldSummary[],
): FieldFilter {
  if (operator === '>=') return { field, op: 'range', from: numberIn(field, values) };
  if (operator === '<=') return { field, op: 'range', to: numberIn(field, values) };
  const type = fields.find((summary) => summary.field === field)?.type ?? 'text';
  const op = operator === '=' ? 'is' : 'not';
  return { field, op, values: values.map((value) => typed(value, type)) };
}

/** A text that is no such value stays as it is: the engine says what the field holds. */
function typed(text: string, type: FieldSummary['type']): string | number | boolean {
  if (type === 'number' && isNumber(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));

function numberIn(field: string, values: readonly string[]): number {
  const [text = ''] = values;
  if (values.length === 1 && isNumber(text)) return Number(text);
  throw new PlumblineError(
    'BAD_INPUT',
    `${values.join(',')} is no number to compare ${field} with.`,
    {
      remedy: `Write one number, for example '${field}>=3'.`,
    },
  );
}
