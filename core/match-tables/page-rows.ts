import type { z } from 'zod';
import type { MatchedRow, MatchedRowsRequest } from '#core/contract/tables.ts';
import type { FileReader } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { type RowDecision, readDecisions } from './decisions.ts';
import { chosenEntry, matchedRow } from './matched-row.ts';
import { bandAt, NO_ENTRY, type RowIndex, readIndex } from './row-index.ts';
import { allRows, type PlacedRow, someRows } from './row-reader.ts';
import { pathsOf, type StoredMatch } from './stored-match.ts';
import { textAndId } from './stored-row.ts';

type Wanted = z.output<typeof MatchedRowsRequest>;
export type Choice = Pick<Wanted, 'band' | 'filter' | 'order'>;

/** A match with everything that is kept of its rows but the rows themselves: 18 bytes a row. */
export interface OpenMatch {
  match: StoredMatch;
  index: RowIndex;
  decisions: ReadonlyMap<number, RowDecision>;
}

export interface PageDeps {
  files: FileReader;
  context: Pick<JobContext, 'breathe'>;
  /** Folds case and accents. */
  fold(text: string): string;
}

/** Reads what a list of rows needs; rows that are being added are not in it. */
export async function openMatch(files: FileReader, match: StoredMatch): Promise<OpenMatch> {
  const { folder, shape } = match;
  const index = await readIndex(files, pathsOf(files, folder).index, shape.rows);
  return { match, index, decisions: await readDecisions(files, folder) };
}

/** A page of the rows that `places` names. */
export async function pageOfRows(
  files: FileReader,
  open: OpenMatch,
  places: Uint32Array,
  { offset, limit }: Pick<Wanted, 'offset' | 'limit'>,
): Promise<{ total: number; rows: MatchedRow[] }> {
  const shown = [...places.subarray(offset, offset + limit)];
  const stored = await someRows(files, open.match.folder, open.index.ends, shown);
  return { total: places.length, rows: stored.map((row) => rowOf(open, row)) };
}

/** A row as others see it. */
export function rowOf({ match, index, decisions }: OpenMatch, stored: PlacedRow): MatchedRow {
  const place = index.chosen[stored.row] ?? NO_ENTRY;
  return matchedRow(match, stored, place, decisions.get(stored.row + 1));
}

/**
 * Places (from 0) of the rows that are asked for, in the order asked for: by row, or by the probability of their entry,
 * highest first and those without one last. A band is that of before anybody decided. A filter reads every row.
 */
export async function choosePlaces(
  open: OpenMatch,
  { band, filter, order }: Choice,
  deps: PageDeps,
): Promise<Uint32Array> {
  const { index, decisions } = open;
  const inBand = (row: number) =>
    band === 'corrected' ? decisions.has(row + 1) : bandAt(index, row) === band;
  let places: Uint32Array = Uint32Array.from({ length: index.rows }, (_, row) => row);
  if (band !== undefined) places = places.filter(inBand);
  if (deps.fold(filter) !== '') places = await holding(open, places, deps.fold(filter), deps);
  if (order === 'probability') places.sort((a, b) => byProbability(index, a, b));
  return places;
}

function byProbability({ probability }: RowIndex, a: number, b: number): number {
  const [x = Number.NaN, y = Number.NaN] = [probability[a], probability[b]];
  if (Number.isNaN(x) || Number.isNaN(y))
    return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
  return y - x || a - b;
}

async function holding(
  open: OpenMatch,
  places: Uint32Array,
  needle: string,
  { files, context, fold }: PageDeps,
): Promise<Uint32Array> {
  const { match, index, decisions } = open;
  const among = new Uint8Array(index.rows);
  for (const place of places) among[place] = 1;
  const found: number[] = [];
  const wanted = (row: number) => among[row] === 1;
  for await (const stored of allRows(files, match.folder, index.rows, wanted)) {
    const { row, hits } = stored;
    const { text } = textAndId(stored, match.shape, row + 1);
    const chosen = chosenEntry(match, hits, index.chosen[row] ?? NO_ENTRY, decisions.get(row + 1));
    if (fold(`${text}\n${chosen?.key ?? ''}\n${chosen?.name ?? ''}`).includes(needle))
      found.push(row);
    await context.breathe();
  }
  return Uint32Array.from(found);
}
