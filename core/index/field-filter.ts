import { PlumblineError } from '#core/contract/errors.ts';
import type { FieldFilter } from '#core/contract/search.ts';
import { type FieldColumn, wellFormed } from './entry-fields.ts';

/** A filter whose field exists and whose values fit its type. */
export interface CheckedFilter {
  column: FieldColumn;
  filter: FieldFilter;
}

/** Names of fields that an error lists. */
const NAMES_SHOWN = 20;

/**
 * Finds the column of each filter. Throws BAD_INPUT for a field that there is not, for a value of another type, and for
 * a range without an end or over anything but numbers.
 */
export function checkFilters(
  filters: readonly FieldFilter[],
  columns: readonly FieldColumn[],
): CheckedFilter[] {
  const byField = new Map(columns.map((column) => [column.summary.field, column]));
  return filters.map((filter) => {
    const column = byField.get(filter.field);
    if (!column) throw unknownField(filter.field, [...byField.keys()]);
    const fault = faultOf(filter, column);
    if (fault) throw new PlumblineError('BAD_INPUT', fault.message, { remedy: fault.remedy });
    return { column, filter };
  });
}

function unknownField(field: string, fields: readonly string[]): PlumblineError {
  const more = fields.length > NAMES_SHOWN ? ` and ${fields.length - NAMES_SHOWN} more` : '';
  const remedy =
    fields.length === 0
      ? 'These entries have no fields to filter by.'
      : `The fields are ${fields.slice(0, NAMES_SHOWN).join(', ')}${more}.`;
  return new PlumblineError('BAD_INPUT', `There is no field ${field}.`, { remedy });
}

function faultOf(
  filter: FieldFilter,
  { summary: { field, type } }: FieldColumn,
): { message: string; remedy: string } | null {
  if (filter.op === 'range') return rangeFault(filter, type);
  const wanted = type === 'text' ? 'string' : type;
  const wrong = filter.values.find((value) => typeof value !== wanted);
  if (wrong === undefined) return null;
  return {
    message: `The field ${field} holds ${HOLDS[type]}; ${JSON.stringify(wrong)} is none.`,
    remedy: `Give ${HOLDS[type]}.`,
  };
}

const HOLDS = { text: 'texts', number: 'numbers', boolean: 'true or false' } as const;

function rangeFault(
  { field, from, to }: Extract<FieldFilter, { op: 'range' }>,
  type: FieldColumn['summary']['type'],
) {
  if (type !== 'number') {
    const message = `The field ${field} holds ${HOLDS[type]}, which have no range.`;
    return { message, remedy: 'Choose values, or a field of numbers.' };
  }
  if (from !== undefined || to !== undefined) return null;
  const message = `The range of ${field} has no end.`;
  return { message, remedy: 'Give its lower end, its upper end, or both.' };
}

/** A value in the form in which it is stored. */
export function comparable<Value extends string | number | boolean>(value: Value): Value {
  return (typeof value === 'string' ? wellFormed(value) : value) as Value;
}
