import type { Entry, FilePreview } from '#core/contract/data.ts';
import type { TableSample } from './guess-columns.ts';

const SAMPLE_ROWS = 20;
const SAMPLE_TERMS = 12;
const SAMPLE_FIELDS = 8;
/** A résumé is a term too: its beginning is enough to recognise it. */
const LONGEST_TEXT = 300;

/** The first entries as rows to look at, with their first fields. */
export function sampleOf(
  entries: readonly Entry[],
  fields: readonly string[] = [],
): Pick<FilePreview, 'sample' | 'sampleHeader'> {
  const shown = fields.slice(0, SAMPLE_FIELDS);
  return {
    sampleHeader: ['key', 'terms', ...shown],
    sample: entries
      .slice(0, SAMPLE_ROWS)
      .map((entry) => [entry.key, termsOf(entry), ...shown.map((name) => fieldOf(entry, name))]),
  };
}

/** The first rows as they stand in the file, where nothing of it can be imported yet. */
export function rawSample({
  columns,
  rows,
}: TableSample): Pick<FilePreview, 'sample' | 'sampleHeader'> {
  return {
    sampleHeader: [...columns],
    sample: rows.slice(0, SAMPLE_ROWS).map((cells) => cells.map(cut)),
  };
}

function termsOf({ terms }: Entry): string {
  const more = terms.length > SAMPLE_TERMS ? [`… ${terms.length - SAMPLE_TERMS} more`] : [];
  return [...terms.slice(0, SAMPLE_TERMS).map(cut), ...more].join(' | ');
}

function fieldOf({ fields = {} }: Entry, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === undefined) return '';
  return cut(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
