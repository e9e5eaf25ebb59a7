import type { Finding } from '#core/contract/data.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import type { DraftEntry } from './draft-entries.ts';
import {
  addEntryRow,
  type ChosenColumns,
  chooseColumns,
  type EntryDrafts,
  type EntryTable,
  noRows,
  SAMPLE_ROWS,
} from './entry-table.ts';
import { faultList } from './faults.ts';
import { typeFields } from './field-values.ts';
import { finding } from './finding.ts';
import { garbledTexts } from './open-text.ts';
import type { ColumnType, StreamedRow, StreamedTable } from './table-stream-types.ts';
import { counted, listed, quoted } from './words.ts';

/** A CSV, TSV or Parquet file as a table of entries; its rows are read once for each call. */
export function streamedEntries(file: string, table: StreamedTable): EntryTable {
  const { format, encoding } = table;
  return {
    ...{ columns: table.columns, format, encoding },
    sample: async () => ({ columns: table.columns, rows: await firstRows(table) }),
    async drafts(wanted, ctx) {
      const chosen = chooseColumns(file, table.columns, wanted);
      const nested = wanted.fields ? [] : columnsOf(table, NESTED);
      const fields = chosen.fields.filter((name) => !nested.includes(name));
      const read = await readRows(file, table, { ...chosen, fields }, ctx);
      return { ...read, findings: [...read.findings, ...leftOut(nested, chosen)] };
    },
  };
}

const NESTED: ReadonlySet<ColumnType> = new Set(['json']);
const TYPED: ReadonlySet<ColumnType> = new Set(['integer', 'number', 'boolean']);

/** Columns of these types; none where the format has no types. */
function columnsOf({ columns, types }: StreamedTable, wanted: ReadonlySet<ColumnType>): string[] {
  return columns.filter((_, at) => wanted.has(types?.[at] ?? 'text'));
}

async function firstRows(table: StreamedTable): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of table.rows(table.columns, faultList(''))) {
    for (const { values } of batch) rows.push(values.map((value) => value ?? ''));
    if (rows.length >= SAMPLE_ROWS) break;
  }
  return rows.slice(0, SAMPLE_ROWS);
}

async function readRows(
  file: string,
  table: StreamedTable,
  { key, texts, fields, joined }: ChosenColumns,
  ctx: JobContext,
): Promise<EntryDrafts> {
  const choice = faultList(file);
  // Where columns have types, a row is at fault only for what a chosen column holds.
  const faults = table.types ? choice : faultList(file);
  const drafts = new Map<string, DraftEntry>();
  const garbled = garbledTexts(table.encoding);
  const names = [...new Set([key, ...texts, ...fields])];
  const at = (name: string) => names.indexOf(name);
  const places = { key: at(key), texts: texts.map(at), fields: fields.map(at) };
  let count = 0;
  for await (const batch of table.rows(names, faults, ctx)) {
    for (const row of batch) {
      const read = rowOf(row, places, fields);
      for (const text of read.texts) garbled.look(text, row.line);
      addEntryRow(read, joined, { drafts, choice });
    }
    count += batch.length;
    ctx.progress(count, 0, 'rows');
    if (choice.full) break;
  }
  if (faults !== choice) faults.throwIfAny();
  if (count === 0 && !choice.any) throw noRows(file);
  const all = [...drafts.values()];
  typeFields(all, table.types ? new Set(columnsOf(table, TYPED)) : null);
  return { drafts: all, choice, findings: garbled.findings() };
}

function rowOf(
  { line, values }: StreamedRow,
  places: { key: number; texts: number[]; fields: number[] },
  names: readonly string[],
) {
  const cell = (place: number) => values[place]?.trim() ?? '';
  const texts = places.texts.map(cell).filter((text) => text !== '');
  const fields = places.fields.map((place, n): [string, string] => [names[n] ?? '', cell(place)]);
  return { key: cell(places.key), line, texts, fields: fields.filter(([, text]) => text !== '') };
}

function leftOut(nested: readonly string[], { key, texts }: ChosenColumns): Finding[] {
  const columns = nested.filter((name) => name !== key && !texts.includes(name));
  if (columns.length === 0) return [];
  return [
    finding({
      rule: 'columns-left-out',
      level: 'note',
      title: `${counted(columns.length, 'column is', 'columns are')} left out`,
      detail: `${listed(columns.slice(0, 4).map(quoted))} ${columns.length === 1 ? 'holds' : 'hold'} lists or the like, of which no field can be made.`,
      count: columns.length,
      rows: columns.map((text) => ({ text })),
    }),
  ];
}
