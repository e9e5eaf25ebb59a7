import type { JobContext } from '#core/platform/job-context.ts';
import { badInput, type FaultList, faultList } from './faults.ts';
import { looksLikeJson, looksLikeJsonLines } from './json-lines.ts';
import { openCsvStream } from './table-stream-csv.ts';
import { openJsonStream } from './table-stream-json.ts';
import { isParquet, openParquetStream } from './table-stream-parquet.ts';
import { changedFile, type StreamSource, surveyText } from './table-stream-survey.ts';
import type { OpenOptions, StreamedRow, StreamedTable } from './table-stream-types.ts';
import { counted, listed, quoted } from './words.ts';

/** A text and what it is called. */
export interface TextRow {
  id: string;
  text: string;
}

/** One column of a table that has been looked through and is without faults. */
export interface TextColumn {
  /** "CSV, comma" */
  format: string;
  encoding: string;
  rows: number;
  /** Rows without a text, which are given as an empty one. */
  empty: number;
  /** The rows in their order, in batches; from the first on at each call. */
  batches(ctx?: JobContext): AsyncGenerator<TextRow[]>;
}

export interface WantedColumns {
  column: string;
  /** The row's number from 1 where it is left out. */
  idColumn?: string | undefined;
}

/**
 * Opens a column of texts in a CSV, TSV, JSON Lines or Parquet file of any length. Everything is looked through first,
 * so that a fault on the last line is told before any work is done. Throws BAD_INPUT with the lines of its faults (at
 * most 20), or with the columns there are where a wanted one is not among them.
 */
export async function openTextColumn(
  source: StreamSource,
  wanted: WantedColumns,
  ctx: JobContext,
): Promise<TextColumn> {
  const table = await openTableStream(source, ctx);
  const chosen = [wanted.column, ...(wanted.idColumn === undefined ? [] : [wanted.idColumn])].map(
    (name) => table.columns[columnPlace(table.columns, name, source.name)] ?? '',
  );
  const found = await look(source.name, table, chosen, ctx);
  return {
    format: table.format,
    encoding: table.encoding,
    ...found,
    async *batches(readingCtx) {
      const faults = faultList(source.name);
      let number = 0;
      for await (const rows of table.rows(chosen, faults, readingCtx)) {
        const first = number;
        yield rows.map(({ values: [text, id] }, n) => ({
          id: id ?? String(first + n + 1),
          text: text ?? '',
        }));
        number += rows.length;
      }
      if (faults.any || number !== found.rows) throw changedFile(source.name);
    },
  };
}

/**
 * A CSV, TSV, JSON Lines or Parquet file of any length as a table; of a text file every byte has been looked at. Throws
 * NOT_FOUND, and BAD_INPUT where it is no table or has no header.
 */
export async function openTableStream(
  source: StreamSource,
  ctx: JobContext,
  options: OpenOptions = {},
): Promise<StreamedTable> {
  if (await isParquet(source.files, source.path)) return openParquetStream(source);
  const survey = await surveyText(source, ctx);
  const file = { name: source.name, text: survey.head };
  if (looksLikeJsonLines(file)) return openJsonStream(source, survey);
  if (!looksLikeJson(file)) return openCsvStream(source, survey, options);
  throw badInput(source.name, {
    line: 1,
    text: 'This is one JSON document, not a table.',
    remedy: 'Write one object a line and call it .jsonl, or export it as CSV.',
  });
}

/**
 * The place of the column called so: exactly, or else without regard to case and outer spaces. Throws BAD_INPUT, naming
 * the columns there are, where none or several are called so.
 */
export function columnPlace(columns: readonly string[], name: string, file: string): number {
  const loose = (title: string) => title.trim().toLowerCase();
  const places = [...columns.keys()];
  const exact = places.filter((place) => columns[place] === name);
  const alike = places.filter((place) => loose(columns[place] ?? '') === loose(name));
  const found = exact.length > 0 ? exact : alike;
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const shown = columns.slice(0, MOST_SHOWN).map(quoted);
  const more = columns.length > MOST_SHOWN ? [`${columns.length - MOST_SHOWN} more`] : [];
  throw badInput(file, {
    line: 1,
    text:
      found.length > 1
        ? `There are ${counted(found.length, 'column')} ${quoted(name)}.`
        : `There is no column ${quoted(name)}.`,
    remedy:
      columns.length > 0 ? `Its columns are ${listed([...shown, ...more])}.` : 'It has no columns.',
  });
}

const MOST_SHOWN = 20;

async function look(
  file: string,
  table: StreamedTable,
  chosen: readonly string[],
  ctx: JobContext,
): Promise<{ rows: number; empty: number }> {
  const faults = faultList(file);
  let rows = 0;
  let empty = 0;
  for await (const batch of table.rows(chosen, faults, ctx)) {
    rows += batch.length;
    empty += batch.filter(({ values: [text] }) => !text?.trim()).length;
    if (chosen.length > 1) for (const row of batch) checkId(row, faults);
    ctx.progress(rows, 0, 'rows');
  }
  faults.throwIfAny();
  return { rows, empty };
}

function checkId({ line, values: [, id] }: StreamedRow, faults: FaultList): void {
  if (id?.trim()) return;
  faults.add({
    line,
    text: 'This row has no id.',
    remedy: 'Give every row an id, or leave the id column out to number the rows.',
  });
}
