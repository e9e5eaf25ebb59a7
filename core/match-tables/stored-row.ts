import type { Contribution } from '#core/contract/search.ts';
import type { StoredShape, TableHit } from './stored-match.ts';

/** One row as it is kept: all that its file says in it, so that the file may go, and what was found. */
export interface StoredRow {
  /** Its cells, or of JSON Lines the line. */
  source: (string | null)[] | string;
  hits: TableHit[];
}

/** `[key, name, term, probability, band, semantic, lexical, [value, log-odds, …]]` */
type HitLine = [
  string,
  string,
  string,
  TableHit['probability'],
  TableHit['band'],
  number,
  number,
  number[],
];
/** The names of contributions stand once in a row: all of its hits have the same. */
type RowLine = [StoredRow['source'], HitLine[], string[]];

/** The row's line in rows.jsonl, with its end. */
export function encodeRow({ source, hits }: StoredRow): string {
  const names = (hits[0]?.contributions ?? []).map(({ name }) => name);
  const lines = hits.map(
    ({ key, name, term, probability, band, semantic, lexical, contributions }): HitLine => [
      ...([key, name, term, probability, band, semantic, lexical] as const),
      contributions.flatMap(({ value, logOdds }) => [value, logOdds]),
    ],
  );
  const line: RowLine = [source, lines, names];
  return `${JSON.stringify(line)}\n`;
}

/** What `encodeRow` wrote. */
export function decodeRow(line: string): StoredRow {
  const [source, hits, names] = JSON.parse(line) as RowLine;
  return {
    source,
    hits: hits.map(([key, name, term, probability, band, semantic, lexical, numbers]) => ({
      ...{ key, name, term, probability, band, semantic, lexical },
      contributions: names.map(
        (title, n): Contribution => ({
          name: title,
          value: numbers[2 * n] ?? 0,
          logOdds: numbers[2 * n + 1] ?? 0,
        }),
      ),
    })),
  };
}

/** The cells of a row, in the order of the columns; null where it has none. Values of JSON Lines that are no texts are JSON. */
export function cellsOf(
  { source }: Pick<StoredRow, 'source'>,
  columns: readonly string[],
): (string | null)[] {
  const cell = cellReader(source, columns);
  return columns.map((_, place) => cell(place));
}

/** The row's text and what it is called: by its id column, or by its number from 1. */
export function textAndId(
  { source }: Pick<StoredRow, 'source'>,
  shape: StoredShape,
  number: number,
): { text: string; id: string } {
  const cell = cellReader(source, shape.columns);
  const id = shape.idColumn === null ? null : cell(shape.idColumn);
  return { text: cell(shape.column) ?? '', id: id ?? String(number) };
}

function cellReader(source: StoredRow['source'], columns: readonly string[]) {
  if (typeof source !== 'string') return (place: number) => source[place] ?? null;
  const record = JSON.parse(source) as Record<string, unknown>;
  return (place: number) => {
    const name = columns[place] ?? '';
    return Object.hasOwn(record, name) ? cellOf(record[name]) : null;
  };
}

function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
