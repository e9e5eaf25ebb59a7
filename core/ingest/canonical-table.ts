import type { JobContext } from '#core/platform/job-context.ts';
import {
  type DictionaryColumns,
  findDictionaryColumns,
  ID_ALIASES,
  LIST_ALIASES,
  NAME_ALIASES,
} from './column-names.ts';
import type { TableRow } from './csv-rows.ts';
import type { DraftEntry } from './draft-entries.ts';
import { badInput, type Fault, type FaultList, faultList } from './faults.ts';
import { typeFields } from './field-values.ts';
import { openTable } from './table.ts';
import { listed, quoted } from './words.ts';

/** A column by name and place. */
interface Column {
  name: string;
  at: number;
}

interface Layout {
  id: number;
  names: Column[];
  lists: Column[];
  others: Column[];
}

interface DraftRow extends DraftEntry {
  /** Cells with several texts each, split once the whole column has been seen. */
  cells: { column: Column; text: string; line: number }[];
}

/**
 * Entries of a table: one row an entry (several texts in a cell parted by line breaks, `|` or `;`), or one
 * row a term; rows with the same id are one entry. Throws BAD_INPUT naming every faulty line.
 */
export async function draftsFromTable(
  file: { name: string; text: string },
  ctx?: JobContext,
): Promise<{ drafts: DraftEntry[]; columns: string[]; format: string }> {
  const faults = faultList(file.name);
  const table = openTable(file, faults);
  const found = findDictionaryColumns(table.header);
  if (!found || found.names.length + found.lists.length === 0) {
    throw badInput(file.name, columnsMissing(table.header, found, table.headerLine));
  }
  const layout = layoutOf(table.header, found);
  const rows = new Map<string, DraftRow>();
  for await (const batch of table.batches(ctx)) {
    for (const row of batch) addRow(row, layout, rows, faults);
    if (faults.full) break;
  }
  faults.throwIfAny();
  if (rows.size === 0) throw badInput(file.name, noRows(table.headerLine));
  const drafts = splitCells([...rows.values()]);
  typeFields(drafts);
  return { drafts, columns: table.header, format: table.format };
}

function layoutOf(header: readonly string[], { id, names, lists }: DictionaryColumns): Layout {
  const column = (name: string): Column => ({ name, at: header.indexOf(name) });
  const used = new Set([id, ...names, ...lists]);
  return {
    id: header.indexOf(id),
    names: names.map(column),
    lists: lists.map(column),
    others: header.filter((name) => !used.has(name)).map(column),
  };
}

function addRow(
  { cells, line }: TableRow,
  layout: Layout,
  rows: Map<string, DraftRow>,
  faults: FaultList,
): void {
  const key = cells[layout.id]?.trim() ?? '';
  if (key === '') {
    faults.add({
      line,
      text: 'This row has no id.',
      remedy: 'Give the entry an id, or remove the row.',
    });
    return;
  }
  const row = rows.get(key) ?? {
    key,
    line,
    terms: [],
    cells: [],
    ...fieldsOf(cells, layout.others),
  };
  rows.set(key, row);
  const alone = layout.names.length + layout.lists.length === 1;
  for (const { at } of layout.names) {
    const text = cells[at] ?? '';
    if (alone || isNewName(text, row)) row.terms.push({ text, line });
  }
  for (const column of layout.lists) {
    const text = cells[column.at] ?? '';
    if (text.trim() !== '') row.cells.push({ column, text, line });
  }
}

/** Beside other columns a name may be left empty, and rows of one entry repeat it. */
function isNewName(text: string, { terms }: DraftRow): boolean {
  return text.trim() !== '' && !terms.some((term) => term.text.trim() === text.trim());
}

function fieldsOf(cells: readonly string[], others: readonly Column[]) {
  const filled = others.filter(({ at }) => cells[at]?.trim());
  if (filled.length === 0) return {};
  return { fields: Object.fromEntries(filled.map(({ name, at }) => [name, cells[at]?.trim()])) };
}

/** `;` parts texts only in a column where no cell has `|` or a line break: elsewhere it belongs to the text. */
function splitCells(rows: readonly DraftRow[]): DraftEntry[] {
  const strong = new Set<Column>();
  for (const { cells } of rows) {
    for (const { column, text } of cells) if (/[|\n\r]/.test(text)) strong.add(column);
  }
  return rows.map(({ cells, terms, ...entry }) => ({
    ...entry,
    terms: [
      ...terms,
      ...cells.flatMap(({ column, text, line }) =>
        text.split(strong.has(column) ? /\||\r?\n|\r/ : ';').map((part) => ({ text: part, line })),
      ),
    ],
  }));
}

function columnsMissing(
  header: readonly string[],
  found: DictionaryColumns | undefined,
  line: number,
): Fault {
  const missing = found ? 'for terms' : 'for the entries’ ids';
  return {
    line,
    text: `The header names ${listed(header.map(quoted))}, but no column ${missing}.`,
    remedy: `Name the id column ${listed(ID_ALIASES.slice(0, 3), 'or')}, and a column of texts ${listed([...NAME_ALIASES.slice(2), ...LIST_ALIASES.slice(0, 2), 'alt_labels'], 'or')}.`,
  };
}

function noRows(headerLine: number): Fault {
  return {
    line: headerLine,
    text: 'The file has a header but no rows.',
    remedy: 'Choose a file with at least one entry.',
  };
}
