import type { JobContext } from '#core/platform/job-context.ts';
import { badInput, type Fault, type FaultList } from './faults.ts';
import { readJson } from './json-tree.ts';
import { type StreamSource, type TextSurvey, textPieces } from './table-stream-survey.ts';
import type { StreamedRecord, StreamedRow, StreamedTable } from './table-stream-types.ts';
import { formatCount, quoted } from './words.ts';

/** Records that are looked at to learn which columns there are. */
const SAMPLE_RECORDS = 1000;
const ROWS_PER_BATCH = 1024;
/** A file with more members than this is no table. */
const MOST_COLUMNS = 10_000;

/** JSON Lines as a table: one object a line, its members are the columns. Throws BAD_INPUT at a line that is not JSON. */
export async function openJsonStream(
  source: StreamSource,
  survey: TextSurvey,
): Promise<StreamedTable> {
  const columns = new Set<string>();
  let seen = 0;
  for await (const { record } of recordStream(source, survey)) {
    for (const name of Object.keys(record)) columns.add(name);
    seen += 1;
    if (seen >= SAMPLE_RECORDS) break;
  }
  const encoding = survey.encoding;
  return {
    get columns() {
      return [...columns];
    },
    format: 'JSON Lines',
    encoding,
    async *rows(chosen, faults, ctx) {
      const rowOf = ({ line, record }: JsonRecord): StreamedRow => ({
        line,
        values: chosen.map((name) => textOf(record, name, line, faults)),
      });
      yield* batched(recordStream(source, survey), rowOf, faults, ctx);
    },
    async *records(places, faults, ctx) {
      const chosen = places.map((place) => [...columns][place] ?? '');
      const recordOf = ({ line, record, text }: JsonRecord): StreamedRecord => {
        for (const name of Object.keys(record)) columns.add(name);
        if (columns.size > MOST_COLUMNS) faults.add(tooManyColumns(line));
        const values = chosen.map((name) => textOf(record, name, line, faults));
        return { line, values, source: text.trim() };
      };
      yield* batched(recordStream(source, survey), recordOf, faults, ctx);
    },
  };
}

async function* batched<Row>(
  records: AsyncIterable<JsonRecord>,
  rowOf: (record: JsonRecord) => Row,
  faults: FaultList,
  ctx?: JobContext,
): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const record of records) {
    batch.push(rowOf(record));
    if (faults.full) break;
    if (batch.length < ROWS_PER_BATCH) continue;
    yield batch;
    batch = [];
    await ctx?.breathe();
  }
  if (batch.length > 0) yield batch;
}

const tooManyColumns = (line: number): Fault => ({
  line,
  text: `The records up to here have more than ${formatCount(MOST_COLUMNS)} different members.`,
  remedy: 'Use the same members in every record.',
});

interface JsonRecord {
  line: number;
  /** As it stands in the file. */
  text: string;
  record: Readonly<Record<string, unknown>>;
}

async function* recordStream(source: StreamSource, survey: TextSurvey): AsyncGenerator<JsonRecord> {
  let number = 0;
  for await (const text of lineStream(textPieces(source, survey))) {
    number += 1;
    if (text.trim() === '') continue;
    yield { line: number, text, record: readRecord(source.name, text, number) };
  }
}

async function* lineStream(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest: string[] = [];
  for await (const piece of pieces) {
    let start = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', start)) {
      rest.push(piece.slice(start, end));
      yield rest.join('');
      rest = [];
      start = end + 1;
    }
    rest.push(piece.slice(start));
  }
  if (rest.length > 0) yield rest.join('');
}

function readRecord(file: string, text: string, line: number): JsonRecord['record'] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Throws too, and says what is wrong where.
    readJson(file, text, line);
    throw badInput(file, NOT_A_RECORD(line));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as JsonRecord['record'];
  throw badInput(file, NOT_A_RECORD(line));
}

const NOT_A_RECORD = (line: number): Fault => ({
  line,
  text: 'This line is not a JSON object.',
  remedy: 'Write one object a line, such as {"id": "1", "text": "…"}.',
});

function textOf(
  record: JsonRecord['record'],
  name: string,
  line: number,
  faults: FaultList,
): string | null {
  const value = Object.hasOwn(record, name) ? record[name] : null;
  if (typeof value === 'string' || value === null) return value;
  const exact =
    typeof value === 'boolean' || !Number.isInteger(value) || Number.isSafeInteger(value);
  if (typeof value !== 'object' && exact) return String(value);
  const what = typeof value === 'object' ? 'not a text' : 'too large a number to be kept exactly';
  faults.add({
    line,
    text: `The value of ${quoted(name)} is ${what}.`,
    remedy: 'Write it as a text in double quotes.',
  });
  return null;
}
