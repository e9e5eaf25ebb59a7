import { z } from 'zod';
import { Metrics } from '#core/contract/metrics.ts';
import type { PerQuery } from '#core/evaluate/ranking-metrics.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import type { Snapshot } from '#core/workspace/snapshot.ts';

/** What a version measures on today's test set. */
export interface TodaysScores {
  metrics: Metrics;
  perQuery: Map<string, PerQuery>;
}

/** The data that scores belong to. */
export type Today = Pick<Snapshot, 'canonicalSha256' | 'ledgerSha256' | 'dataHash'>;

const StoredScores = z.object({
  metrics: Metrics.nullable(),
  perQuery: z.array(
    z.tuple([z.string(), z.custom<PerQuery>((value) => typeof value === 'object')]),
  ),
});
type StoredScores = z.infer<typeof StoredScores>;

const cachePath = (files: FileReader, cache: string, id: string, { dataHash }: Today) =>
  files.join(cache, 'scores', `${id}-${dataHash}.json`);

/** Keeps the scores in the cache, which may be deleted at any time, in place of those on earlier data. */
export async function writeScores(
  files: Files,
  cache: string,
  id: string,
  today: Today,
  { metrics, perQuery }: TodaysScores,
): Promise<void> {
  const folder = files.join(cache, 'scores');
  await files.makeFolder(folder);
  for (const name of await files.list(folder)) {
    if (name.startsWith(`${id}-`)) await files.remove(files.join(folder, name));
  }
  const stored: StoredScores = { metrics, perQuery: [...perQuery] };
  await files.writeAtomic(cachePath(files, cache, id, today), JSON.stringify(stored));
}

/** The scores on today's test set: the version's own where it was made from today's data, else the cached ones, else null. */
export async function scoresOnToday(
  files: FileReader,
  cache: string,
  { id, folder, manifest }: StoredVersion,
  today: Today,
): Promise<TodaysScores | null> {
  const own =
    manifest?.data.canonicalSha256 === today.canonicalSha256 &&
    manifest.data.ledgerSha256 === today.ledgerSha256;
  const measured = own
    ? await readScores(files, files.join(folder, 'predictions', 'per-query.json'))
    : null;
  return measured ?? readScores(files, cachePath(files, cache, id, today));
}

/** Null where there are none, or none that can be read: they are measured again then. */
async function readScores(files: FileReader, path: string): Promise<TodaysScores | null> {
  if (!(await files.exists(path))) return null;
  const stored = parseScores(await files.readText(path));
  return stored?.metrics ? { metrics: stored.metrics, perQuery: new Map(stored.perQuery) } : null;
}

function parseScores(text: string): StoredScores | null {
  try {
    return StoredScores.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
