import type { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import { addedColumns, MATCH_COLUMNS } from '#core/contract/table-columns.ts';
import type { ExportTableRequest, TableFormat } from '#core/contract/tables.ts';
import type { CsvDialect } from '#core/ingest/table-stream-types.ts';
import { quoted } from '#core/ingest/words.ts';
import { type ParquetColumn, parquetTable } from '#core/interop/parquet-table.ts';
import type { FileReader } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { type ExportRow, exportRows } from './export-rows.ts';
import { delimitedText } from './export-text.ts';
import { type Added, jsonLine, textValues, typedValues } from './export-values.ts';
import type { OpenMatch } from './page-rows.ts';
import type { StoredMatch } from './stored-match.ts';

export type ExportOptions = Pick<
  z.output<typeof ExportTableRequest>,
  'format' | 'prefix' | 'explanations' | 'band'
>;

/** A table on its way out, in pieces, and how many rows have gone by. */
export interface TableExport {
  pieces: AsyncGenerator<string | Uint8Array>;
  rows(): number;
}

/**
 * The table with the results beside its own columns, in constant memory; a piece is good until the next one is asked for.
 * Throws BAD_INPUT where an added column has the name of one of the table's own, or two of its own cannot be told apart
 * in the format.
 */
export function exportMatch(
  files: FileReader,
  open: OpenMatch,
  options: ExportOptions,
  context: Pick<JobContext, 'breathe'>,
): TableExport {
  const added = addedOf(open.match, options);
  refuseClashes(open.match, added, options.format);
  let count = 0;
  async function* counted(): AsyncGenerator<ExportRow> {
    for await (const row of exportRows(files, open, options.band, context)) {
      count += 1;
      yield row;
    }
  }
  return { pieces: piecesOf(counted(), open.match, added, options.format), rows: () => count };
}

function addedOf({ request }: StoredMatch, { prefix, explanations, format }: ExportOptions): Added {
  const { k } = request;
  const names = addedColumns({ prefix, k, explanations, nested: format === 'jsonl' });
  return { names, k, explanations };
}

function refuseClashes({ request, shape }: StoredMatch, added: Added, format: TableFormat): void {
  const own = new Set(shape.columns);
  const taken = added.names.find((name) => own.has(name));
  if (taken !== undefined) {
    throw new PlumblineError('BAD_INPUT', `The table already has a column ${quoted(taken)}.`, {
      file: request.name,
      remedy: 'Choose another prefix for the added columns, for example “new_”.',
    });
  }
  if (own.size === shape.columns.length || format === 'csv' || format === 'tsv') return;
  const twice = shape.columns.find((name, place) => shape.columns.indexOf(name) !== place) ?? '';
  throw new PlumblineError('BAD_INPUT', `The table has two columns ${quoted(twice)}.`, {
    file: request.name,
    remedy: 'Export it as CSV, or give each column a name of its own.',
  });
}

function piecesOf(
  rows: AsyncIterable<ExportRow>,
  match: StoredMatch,
  added: Added,
  format: TableFormat,
): AsyncGenerator<string | Uint8Array> {
  const { shape } = match;
  switch (format) {
    case 'csv':
    case 'tsv': {
      const header = [...shape.columns, ...added.names];
      const texts = mapped(rows, (row) => textValues(row, shape, added));
      return delimitedText(header, texts, dialectFor(match, format));
    }
    case 'jsonl':
      return joined(mapped(rows, (row) => jsonLine(row, shape, added)));
    case 'parquet':
      return parquetTable(
        parquetColumns(match, added),
        mapped(rows, (row) => typedValues(row, shape, added)),
      );
  }
}

async function* mapped<Item>(
  rows: AsyncIterable<ExportRow>,
  change: (row: ExportRow) => Item,
): AsyncGenerator<Item> {
  for await (const row of rows) yield change(row);
}

const LINES_PER_PIECE = 512;

async function* joined(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece: string[] = [];
  for await (const line of lines) {
    piece.push(line);
    if (piece.length < LINES_PER_PIECE) continue;
    yield piece.join('');
    piece = [];
  }
  yield piece.join('');
}

const PLAIN: CsvDialect = { delimiter: ',', lineEnd: '\n', mark: false };
const TAB_NAME = /\.(tsv|tab)$/i;

/** As the table itself is written; what is called a TSV becomes a CSV with commas. */
export function dialectFor(
  { request, shape }: Pick<StoredMatch, 'request' | 'shape'>,
  format: 'csv' | 'tsv',
): CsvDialect {
  const own = shape.dialect ?? PLAIN;
  if (format === 'tsv') return { ...own, delimiter: '\t' };
  return own.delimiter === '\t' && TAB_NAME.test(request.name) ? { ...own, delimiter: ',' } : own;
}

function parquetColumns({ shape }: StoredMatch, { names, explanations }: Added): ParquetColumn[] {
  const own = shape.columns.map((name, place) => ({ name, type: shape.types?.[place] ?? 'text' }));
  const probability = MATCH_COLUMNS.indexOf('probability');
  const perEntry = MATCH_COLUMNS.length - 1;
  const typeOf = (place: number): ParquetColumn['type'] => {
    if (explanations && place === names.length - 1) return 'json';
    // `chosen_by` stands behind the first entry's alone.
    const within = place < MATCH_COLUMNS.length ? place : (place - MATCH_COLUMNS.length) % perEntry;
    return within === probability ? 'number' : 'text';
  };
  return [...own, ...names.map((name, place) => ({ name, type: typeOf(place) }))];
}
