import type { DraftEntry } from './draft-entries.ts';

/** A number as programs write it: no leading zeros, which belong to codes. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d{1,3})?$/;
const BOOLEAN = /^(true|false)$/i;

type Kind = 'number' | 'boolean' | 'text';

/**
 * Gives the fields of a table's entries their types, column by column: numbers or booleans where every value of the
 * column is one, text otherwise. `columns`: those that can be anything else than text; null for all.
 */
export function typeFields(
  drafts: readonly DraftEntry[],
  columns: ReadonlySet<string> | null = null,
): void {
  const kinds = new Map<string, Kind>();
  for (const { fields } of drafts) {
    for (const [name, value] of Object.entries(fields ?? {})) {
      if (columns && !columns.has(name)) continue;
      if (kinds.get(name) !== 'text') kinds.set(name, kindWith(kinds.get(name), value));
    }
  }
  if ([...kinds.values()].every((kind) => kind === 'text')) return;
  for (const draft of drafts) {
    if (!draft.fields) continue;
    // fromEntries defines members, so that a column named __proto__ stays a column.
    draft.fields = Object.fromEntries(
      Object.entries(draft.fields).map(([name, value]) => [name, typed(value, kinds.get(name))]),
    );
  }
}

/** What a column is that was `before` and now has this value too. */
function kindWith(before: Kind | undefined, value: unknown): Kind {
  const kind = typeof value === 'string' ? kindOf(value) : 'text';
  return before === undefined || before === kind ? kind : 'text';
}

/** What one value looks like; a long row of digits is an id, of which a double would lose some. */
export function kindOf(text: string): Kind {
  if (BOOLEAN.test(text)) return 'boolean';
  if (!NUMBER.test(text)) return 'text';
  const value = Number(text);
  const exact = Number.isSafeInteger(value) || !/^-?\d+$/.test(text);
  return exact && Number.isFinite(value) ? 'number' : 'text';
}

function typed(value: unknown, kind: Kind | undefined): unknown {
  if (typeof value !== 'string' || kind === undefined || kind === 'text') return value;
  return kind === 'number' ? Number(value) : value.toLowerCase() === 'true';
}
