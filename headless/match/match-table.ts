import { basename } from 'node:path';
import Papa from 'papaparse';
import type { Band } from '#core/contract/common.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { MatchHit } from '#core/contract/search.ts';
import { openAtomicFile } from '../files/atomic-file.ts';
import type { EngineClient } from '../runtime.ts';
import { type CsvRow, csvRows, type Dialect, guessDialect } from './csv-rows.ts';
import { chooseColumn, hitCells, newColumns } from './match-columns.ts';
import { readText, type TextFile } from './text-file.ts';

export interface MatchTableRequest {
  input: string;
  output: string;
  /** The column that holds the texts to match. */
  column: string;
  /** Best entries per row; the second and later ones get numbered columns. */
  k: number;
  /** Before the names of the columns that are added. */
  prefix: string;
  version: string | undefined;
  signal: AbortSignal;
  /** Rows written so far. */
  onProgress(rows: number): void;
}

export interface MatchSummary {
  version: string | null;
  rows: number;
  /** Rows that got a key. */
  matched: number;
  bands: Record<Band, number>;
}

const BATCH = 200;

/**
 * Streams a table through the engine: each row with the columns of its best entries added, written
 * beside the input's columns in their order. Holds one batch in memory. The output appears only
 * when it is whole.
 * Throws BAD_INPUT for an empty or broken table and a column that is not there.
 */
export async function matchTable(
  client: EngineClient,
  file: TextFile,
  request: MatchTableRequest,
): Promise<MatchSummary> {
  const state: { dialect?: Dialect } = {};
  const dialectOf = (head: string) => {
    state.dialect = guessDialect(head);
    return state.dialect;
  };
  const name = basename(request.input);
  const rows = csvRows(readText(request.input, file.encoding), name, dialectOf);
  const header = await headerOf(rows, name);
  const column = chooseColumn(header, request.column, name);
  const added = newColumns(header, request, name);
  const dialect = state.dialect ?? guessDialect('');
  const out = await openAtomicFile(request.output);
  try {
    // A program that needed the mark to read the input needs it in the output.
    await out.write((file.bom ? '\ufeff' : '') + csvLines([[...header, ...added]], dialect));
    const summary = await matchRows(client, rows, column, request, (batch) =>
      out.write(csvLines(batch, dialect)),
    );
    request.signal.throwIfAborted();
    await out.commit();
    return summary;
  } finally {
    await out.discard();
  }
}

async function headerOf(rows: AsyncGenerator<CsvRow>, file: string): Promise<string[]> {
  const first = await rows.next();
  if (!first.done) return first.value.cells;
  throw new PlumblineError('BAD_INPUT', 'The file is empty.', {
    file,
    remedy: 'Choose a table with a header row.',
  });
}

async function matchRows(
  client: EngineClient,
  rows: AsyncGenerator<CsvRow>,
  column: number,
  request: MatchTableRequest,
  write: (rows: string[][]) => Promise<void>,
): Promise<MatchSummary> {
  const summary: MatchSummary = {
    version: request.version ?? null,
    rows: 0,
    matched: 0,
    bands: { accept: 0, review: 0, reject: 0 },
  };
  for await (const batch of batches(rows)) {
    request.signal.throwIfAborted();
    const hits = await matchTexts(
      client,
      batch.map((row) => textOf(row, column, basename(request.input))),
      request,
      summary,
    );
    await write(
      batch.map((row, index) => [...row.cells, ...hitCells(hits[index] ?? [], request.k)]),
    );
    summary.rows += batch.length;
    request.onProgress(summary.rows);
  }
  return summary;
}

const LONGEST_TEXT = 100_000;

function textOf({ cells, line }: CsvRow, column: number, file: string): string {
  const text = cells[column] ?? '';
  if (text.length <= LONGEST_TEXT) return text;
  throw new PlumblineError('BAD_INPUT', `This text has ${text.length} characters.`, {
    file,
    line,
    remedy: `Cut it to at most ${LONGEST_TEXT}.`,
  });
}

/** Best entries of each text; empty texts have none. Each distinct text of a batch is asked once. */
async function matchTexts(
  client: EngineClient,
  texts: readonly string[],
  { k, signal }: MatchTableRequest,
  summary: MatchSummary,
): Promise<MatchHit[][]> {
  const distinct = [...new Set(texts)].filter((text) => text.trim() !== '');
  if (distinct.length === 0) return texts.map(() => []);
  const answer = await client.match.rows(
    { texts: distinct, k, ...(summary.version === null ? {} : { version: summary.version }) },
    { signal },
  );
  // The first answer fixes the version: a promotion meanwhile must not split the table between two.
  summary.version = answer.version;
  const byText = new Map(distinct.map((text, index) => [text, answer.rows[index] ?? []]));
  const hits = texts.map((text) => byText.get(text) ?? []);
  for (const [best] of hits) {
    if (!best) continue;
    summary.matched += 1;
    if (best.band) summary.bands[best.band] += 1;
  }
  return hits;
}

async function* batches(rows: AsyncIterable<CsvRow>): AsyncGenerator<CsvRow[]> {
  let batch: CsvRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function csvLines(rows: readonly (readonly string[])[], { delimiter, lineEnd }: Dialect): string {
  const text = Papa.unparse(rows as string[][], { delimiter, newline: lineEnd });
  return text + lineEnd;
}
