import { type ParquetColumn, type ParquetValue, parquetTable } from './parquet-table.ts';

/** A term as Embedding Atlas shows it. */
export interface AtlasRow {
  key: string;
  text: string;
  /** In the order of the fields' columns. */
  fields: readonly ParquetValue[];
  x: number;
  y: number;
  /** Rows by their number from 0, and their distances, nearest first; null where they were not looked for. */
  neighbours: { ids: number[]; distances: number[] } | null;
}

const FIRST = ['key', 'text'];
const LAST = ['projection_x', 'projection_y', 'neighbors'];

/**
 * A Parquet file that `embedding-atlas FILE --text text --x projection_x --y projection_y --neighbors neighbors` reads, in
 * pieces. A field that is called like one of those columns gets a number behind its name.
 * Source: https://apple.github.io/embedding-atlas/tool.html
 */
export function embeddingAtlas(
  fields: readonly ParquetColumn[],
  rows: AsyncIterable<AtlasRow>,
): AsyncGenerator<Uint8Array> {
  const taken = new Set([...FIRST, ...LAST]);
  const named = fields.map(({ name, type }) => ({ name: freeName(name, taken), type }));
  const columns: ParquetColumn[] = [
    ...FIRST.map((name) => ({ name, type: 'text' as const })),
    ...named,
    { name: 'projection_x', type: 'number' },
    { name: 'projection_y', type: 'number' },
    { name: 'neighbors', type: 'neighbours' },
  ];
  return parquetTable(columns, values(rows));
}

async function* values(rows: AsyncIterable<AtlasRow>): AsyncGenerator<ParquetValue[]> {
  for await (const { key, text, fields, x, y, neighbours } of rows) {
    yield [key, text, ...fields, x, y, neighbours];
  }
}

/** Marks the name as taken. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n += 1) free = `${name}_${n}`;
  taken.add(free);
  return free;
}
