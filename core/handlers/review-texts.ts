import { CANONICAL } from '#core/contract/data.ts';
import { matchIds, unlessMissing } from '#core/match-tables/match-store.ts';
import { openMatch } from '#core/match-tables/page-rows.ts';
import { someRows } from '#core/match-tables/row-reader.ts';
import { readMatch } from '#core/match-tables/stored-match.ts';
import { textAndId } from '#core/match-tables/stored-row.ts';
import { deriveSeed, randomInt, seededRandom } from '#core/math/seeded-random.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import type { WorkspaceReader } from '#core/workspace/open-workspace.ts';

/** Rows that are read of all matched tables together: a pool needs a few thousand queries, whatever the tables hold. */
const MOST_ROWS = 3000;
/** Rows read between two chances for others to run. */
const ROWS_AT_ONCE = 100;
/** An answer takes no longer query. */
const LONGEST_TEXT = 100_000;

/** A matched table into the dictionary, as far as it is matched. */
type Table = Awaited<ReturnType<typeof openMatch>>;

/** What rows are read from now: the same while no table comes, goes or grows. */
export interface TableTexts {
  stamp: string;
  /** Texts of a random sample of the rows, the same ones for a seed; a text may occur again. */
  read(seed: number): Promise<string[]>;
}

/** The texts of tables that were matched into the dictionary. */
export async function tableTexts(
  { files, layout }: Pick<WorkspaceReader, 'files' | 'layout'>,
  context: JobContext,
): Promise<TableTexts> {
  const tables: Table[] = [];
  for (const id of await matchIds(files, layout.matches)) {
    const match = await unlessMissing(() => readMatch(files, layout.matches, id));
    if (match?.request.collection !== CANONICAL) continue;
    tables.push(await openMatch(files, match));
  }
  const rows = tables.reduce((sum, { index }) => sum + index.rows, 0);
  const share = Math.min(1, MOST_ROWS / Math.max(1, rows));
  return {
    stamp: tables.map(({ match, index }) => `${match.request.id} ${index.rows}`).join(','),
    async read(seed) {
      const texts: string[] = [];
      for (const { match, index } of tables) {
        const random = seededRandom(deriveSeed(seed, `review ${match.request.id}`));
        const places = sampledPlaces(index.rows, Math.ceil(index.rows * share), random);
        for (let from = 0; from < places.length; from += ROWS_AT_ONCE) {
          await context.breathe();
          const some = places.slice(from, from + ROWS_AT_ONCE);
          for (const row of await someRows(files, match.folder, index.ends, some)) {
            const { text } = textAndId(row, match.shape, row.row + 1);
            if (text.trim() !== '' && text.length <= LONGEST_TEXT) texts.push(text);
          }
        }
      }
      return texts;
    },
  };
}

/** `wanted` of the places below `rows`, ascending; any such choice is as likely (Floyd's sampling; Bentley and Floyd, 1987). */
export function sampledPlaces(rows: number, wanted: number, random: () => number): number[] {
  const chosen = new Set<number>();
  for (let last = rows - wanted; last < rows; last += 1) {
    const place = randomInt(random, last + 1);
    chosen.add(chosen.has(place) ? last : place);
  }
  return [...chosen].sort((a, b) => a - b);
}
