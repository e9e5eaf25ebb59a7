import type { EntryColumns, Finding } from '#core/contract/data.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { columnCalled } from './column-names.ts';
import type { DraftEntry } from './draft-entries.ts';
import { badInput, type Fault, type FaultList } from './faults.ts';
import type { TableSample } from './guess-columns.ts';
import { listed, quoted } from './words.ts';

/** Rows that a guess at the columns looks at. */
export const SAMPLE_ROWS = 1000;
const MOST_SHOWN = 20;

/** A table of which chosen columns make entries, one row an entry. */
export interface EntryTable {
  columns: readonly string[];
  /** "CSV, comma", "JSON Lines", "Parquet" … */
  format: string;
  encoding: string;
  /** The first thousand rows. */
  sample(): Promise<TableSample>;
  /**
   * Reads everything. Throws BAD_INPUT for a column that is not there, where the file itself is at fault, and where it
   * has no rows.
   */
  drafts(wanted: EntryColumns, ctx: JobContext): Promise<EntryDrafts>;
}

export interface EntryDrafts {
  /** Keys are trimmed and unique; a draft for each row that has one of its own. */
  drafts: DraftEntry[];
  /** What another choice of columns may mend: keys that are empty or stand twice, values that are no text. */
  choice: FaultList;
  findings: Finding[];
}

/** `fields` says all of them. */
export type ChosenColumns = EntryColumns & { fields: string[] };

/** The table's own names of the wanted columns, each text once. Throws BAD_INPUT, naming the columns there are. */
export function chooseColumns(
  file: string,
  columns: readonly string[],
  wanted: EntryColumns,
): ChosenColumns {
  const find = (name: string) => {
    const found = columnCalled(columns, name);
    if (found === undefined) throw badInput(file, noColumn(columns, name));
    return found;
  };
  const key = find(wanted.key);
  const texts = [...new Set(wanted.texts.map(find))];
  const used = new Set([key, ...texts]);
  const fields = wanted.fields
    ? [...new Set(wanted.fields.map(find))]
    : columns.filter((name) => !used.has(name));
  return { key, texts, fields, joined: wanted.joined };
}

/** One row before it is an entry: `texts` and `fields` without empty ones. */
export interface EntryRow {
  key: string;
  line: number;
  texts: string[];
  fields: [string, unknown][];
}

/** Adds a row's entry to those before it, or a fault about its key. */
export function addEntryRow(
  { key, line, texts, fields }: EntryRow,
  joined: boolean,
  { drafts, choice }: { drafts: Map<string, DraftEntry>; choice: FaultList },
): void {
  const before = drafts.get(key);
  if (key === '') choice.add(noKey(line));
  else if (before) choice.add(keyTwice(key, line, before.line));
  else {
    const terms = joined && texts.length > 0 ? [texts.join(', ')] : texts;
    drafts.set(key, {
      key,
      line,
      terms: terms.map((text) => ({ text, line })),
      // fromEntries defines members, so that a column named __proto__ stays a column.
      ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
    });
  }
}

/** BAD_INPUT for a table without rows. */
export function noRows(file: string) {
  return badInput(file, {
    line: 1,
    text: 'The file has no rows.',
    remedy: 'Choose a file with at least one entry.',
  });
}

function noColumn(columns: readonly string[], name: string): Fault {
  const shown = columns.slice(0, MOST_SHOWN).map(quoted);
  const more = columns.length > MOST_SHOWN ? [`${columns.length - MOST_SHOWN} more`] : [];
  return {
    line: 1,
    text: `There is no column ${quoted(name)}.`,
    remedy:
      columns.length > 0 ? `Its columns are ${listed([...shown, ...more])}.` : 'It has no columns.',
  };
}

function noKey(line: number): Fault {
  return {
    line,
    text: 'This row has no key.',
    remedy: 'Give every row a key, or choose another key column.',
  };
}

function keyTwice(key: string, line: number, before: number): Fault {
  return {
    line,
    text: `The key ${quoted(key)} is already on line ${before}.`,
    remedy: 'Give each row a key of its own, or choose another key column.',
  };
}
