import type { JobContext } from '#core/platform/job-context.ts';
import { brokenQuote, parseRows, type TableRow } from './csv-rows.ts';
import { csvParser, DELIMITER_NAMES, type Delimiter, detectDelimiter } from './delimiter.ts';
import { badInput, type FaultList, faultList } from './faults.ts';
import { columnNames, evenRows, NO_HEADER, refuseDuplicates } from './table.ts';
import { type StreamSource, type TextSurvey, textPieces } from './table-stream-survey.ts';
import type { CsvDialect, OpenOptions, StreamedTable } from './table-stream-types.ts';

/** A row that is longer is a quote that was never closed and has swallowed what follows. */
const LONGEST_ROW = 2 ** 24;

/** Reads the header. Throws BAD_INPUT where there is none or two columns have the same name and may not. */
export async function openCsvStream(
  source: StreamSource,
  survey: TextSurvey,
  { sameNames = false }: OpenOptions = {},
): Promise<StreamedTable> {
  const delimiter = detectDelimiter(survey.head, survey.newline);
  const faults = faultList(source.name);
  const head = await firstRow(rowStream(source, { survey, delimiter, faults }));
  faults.throwIfAny();
  if (!head) throw badInput(source.name, NO_HEADER);
  const headerLine = head.line;
  const columns = columnNames(head.cells);
  if (!sameNames) refuseDuplicates(source.name, columns, head.line);
  async function* bodies(reading: Omit<Reading, 'survey' | 'delimiter'>) {
    for await (const batch of rowStream(source, { ...reading, survey, delimiter })) {
      const rows = batch.filter((row) => row.line > headerLine && !isGap(row, columns.length));
      yield evenRows(rows, columns.length, delimiter, reading.faults);
    }
  }
  return {
    columns,
    format: `CSV, ${DELIMITER_NAMES[delimiter]}`,
    encoding: survey.encoding,
    dialect: dialectOf(survey, delimiter),
    async *rows(chosen, rowFaults, ctx) {
      const places = chosen.map((name) => columns.indexOf(name));
      for await (const rows of bodies({ faults: rowFaults, ctx })) {
        yield rows.map(({ line, cells }) => ({
          line,
          values: places.map((place) => cells[place] ?? ''),
        }));
      }
    },
    async *records(places, rowFaults, ctx) {
      for await (const rows of bodies({ faults: rowFaults, ctx, keepBlank: true })) {
        yield rows.map(({ line, cells }) => ({
          line,
          values: places.map((place) => cells[place] ?? ''),
          source: cells,
        }));
      }
    },
  };
}

function dialectOf({ head, encoding }: TextSurvey, delimiter: Delimiter): CsvDialect {
  const first = /\r\n|\n|\r/.exec(head)?.[0];
  const lineEnd = first === '\r\n' || first === '\r' ? first : '\n';
  return { delimiter, lineEnd, mark: encoding !== 'UTF-8' && encoding !== 'windows-1252' };
}

/** A blank line is a row of a table of one column only. */
function isGap({ cells }: TableRow, width: number): boolean {
  return width > 1 && cells.length === 1 && cells[0] === '';
}

async function firstRow(batches: AsyncIterable<TableRow[]>): Promise<TableRow | undefined> {
  for await (const [row] of batches) if (row) return row;
  return undefined;
}

interface Reading {
  survey: TextSurvey;
  delimiter: Delimiter;
  faults: FaultList;
  ctx?: JobContext | undefined;
  /** Also rows without a single text. */
  keepBlank?: boolean;
}

/** The rows of `rowBatches`, from a text that comes in pieces: memory for a piece and the longest row. */
async function* rowStream(
  source: StreamSource,
  { survey, delimiter, faults, ctx, keepBlank = false }: Reading,
): AsyncGenerator<TableRow[]> {
  const { newline } = survey;
  const parser = csvParser(delimiter, newline);
  let line = 1;
  let rest = '';
  for await (const { text, last } of chunksOf(textPieces(source, survey), () => rest.length)) {
    const chunk = last ? withoutReturn(rest + text, newline) : rest + text;
    if (chunk === '') return;
    const { rows, next, used, fault } = parseRows(parser, chunk, {
      line,
      newline,
      last,
      keepBlank,
    });
    yield rows;
    if (fault) faults.add(fault);
    if (fault || last || faults.full) return;
    line = next;
    rest = chunk.slice(used);
    if (rest.length > LONGEST_ROW) {
      faults.add(brokenQuote(line));
      return;
    }
    await ctx?.breathe();
  }
}

/** The parser wants nothing between a closing quote and the end. */
function withoutReturn(text: string, newline: '\n' | '\r'): string {
  return newline === '\n' && text.endsWith('\r') ? text.slice(0, -1) : text;
}

/**
 * Marks the last piece, because a row without a line end is whole there. While what is left over is long, pieces are
 * joined until they are as long: parsing the same again for each piece would take time in the square of the row.
 */
async function* chunksOf(
  pieces: AsyncIterable<string>,
  leftOver: () => number,
): AsyncGenerator<{ text: string; last: boolean }> {
  let text = '';
  for await (const piece of pieces) {
    if (text !== '' && text.length >= leftOver()) {
      yield { text, last: false };
      text = '';
    }
    text += piece;
  }
  yield { text, last: true };
}
