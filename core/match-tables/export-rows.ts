import type { MatchedRow } from '#core/contract/tables.ts';
import type { FileReader } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { type ChosenEntry, chosenEntry } from './matched-row.ts';
import { choosePlaces, type OpenMatch } from './page-rows.ts';
import { NO_ENTRY } from './row-index.ts';
import { allRows } from './row-reader.ts';
import type { TableHit } from './stored-match.ts';
import type { StoredRow } from './stored-row.ts';

/** A row on its way out. */
export interface ExportRow {
  source: StoredRow['source'];
  chosen: ChosenEntry | null;
  /** All that was found, best first. */
  hits: TableHit[];
}

export type ExportBand = 'accept' | 'review' | 'reject' | 'unscored' | 'none' | 'corrected';

/** The rows of a band, or all, in the table's order. */
export async function* exportRows(
  files: FileReader,
  open: OpenMatch,
  band: ExportBand | undefined,
  context: Pick<JobContext, 'breathe'>,
): AsyncGenerator<ExportRow> {
  const { match, index, decisions } = open;
  const choice = { band, filter: '', order: 'row' } as const;
  const places = await choosePlaces(open, choice, { files, context, fold: (text) => text });
  const among = new Uint8Array(index.rows);
  for (const place of places) among[place] = 1;
  const wanted = (row: number) => among[row] === 1;
  for await (const { row, source, hits } of allRows(files, match.folder, index.rows, wanted)) {
    const place = index.chosen[row] ?? NO_ENTRY;
    yield { source, hits, chosen: chosenEntry(match, hits, place, decisions.get(row + 1)) };
    await context.breathe();
  }
}

/** What an export says of an entry; null where it does not know. */
export type EntryValues = [
  key: string | null,
  name: string | null,
  term: string | null,
  probability: number | null,
  band: MatchedRow['band'],
];

const NOTHING: EntryValues = [null, null, null, null, null];

function valuesOf(entry: { key: string; name: string }, hit: TableHit | null): EntryValues {
  return [entry.key, entry.name, hit?.term ?? null, hit?.probability ?? null, hit?.band ?? null];
}

/** Values of the added columns, in the order of `addedColumns`, the explanation aside. */
export function flatValues({ chosen, hits }: ExportRow, k: number): (string | number | null)[] {
  const others = hits.filter(({ key }) => key !== chosen?.key);
  const further = Array.from({ length: k - 1 }, (_, n) => {
    const hit = others[n];
    return hit ? valuesOf(hit, hit) : NOTHING;
  });
  return [
    ...(chosen ? valuesOf(chosen, chosen.hit) : NOTHING),
    chosen?.by ?? null,
    ...further.flat(),
  ];
}

/** Why the entry was found; null where there is none, or only a person knew it. */
export const explanationOf = ({ chosen }: ExportRow) => chosen?.hit?.contributions ?? null;
