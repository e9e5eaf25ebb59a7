import type { JobContext } from '#core/platform/job-context.ts';
import { brokenQuote, parseRows, type TableRow } from './csv-rows.ts';
import { csvParser, DELIMITER_NAMES, type Delimiter, detectDelimiter } from './delimiter.ts';
import { badInput, type FaultList, faultList } from './faults.ts';
import { columnNames, evenRows, NO_HEADER, refuseDuplicates } from './table.ts';
import { type StreamSource, type TextSurvey, textPieces } from './table-stream-survey.ts';
import type { StreamedTable } from './table-stream-types.ts';

/** A row that is longer is a quote that was never closed and has swallowed what follows. */
const LONGEST_ROW = 2 ** 24;

/** Reads the header. Throws BAD_INPUT where there is none or two columns have the same name. */
export async function openCsvStream(
  source: StreamSource,
  survey: TextSurvey,
): Promise<StreamedTable> {
  const delimiter = detectDelimiter(survey.head, survey.newline);
  const faults = faultList(source.name);
  const head = await firstRow(rowStream(source, survey, delimiter, faults));
  faults.throwIfAny();
  if (!head) throw badInput(source.name, NO_HEADER);
  const columns = columnNames(head.cells);
  refuseDuplicates(source.name, columns, head.line);
  return {
    columns,
    format: `CSV, ${DELIMITER_NAMES[delimiter]}`,
    encoding: survey.encoding,
    async *rows(chosen, rowFaults, ctx) {
      const places = chosen.map((name) => columns.indexOf(name));
      let header = true;
      for await (const batch of rowStream(source, survey, delimiter, rowFaults, ctx)) {
        const rows = header ? batch.slice(1) : batch;
        header &&= batch.length === 0;
        yield evenRows(rows, columns.length, delimiter, rowFaults).map(({ line, cells }) => ({
          line,
          values: places.map((place) => cells[place] ?? ''),
        }));
      }
    },
  };
}

async function firstRow(batches: AsyncIterable<TableRow[]>): Promise<TableRow | undefined> {
  for await (const [row] of batches) if (row) return row;
  return undefined;
}

/** The rows of `rowBatches`, from a text that comes in pieces: memory for a piece and the longest row. */
async function* rowStream(
  source: StreamSource,
  survey: TextSurvey,
  delimiter: Delimiter,
  faults: FaultList,
  ctx?: JobContext,
): AsyncGenerator<TableRow[]> {
  const { newline } = survey;
  const parser = csvParser(delimiter, newline);
  let line = 1;
  let rest = '';
  for await (const { text, last } of chunksOf(textPieces(source, survey), () => rest.length)) {
    const chunk = last ? withoutReturn(rest + text, newline) : rest + text;
    if (chunk === '') return;
    const { rows, next, used, fault } = parseRows(parser, chunk, { line, newline, last });
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
