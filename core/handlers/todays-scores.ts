import type { Metrics } from '#core/contract/metrics.ts';
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

interface StoredScores {
  metrics: Metrics | null;
  perQuery: [string, PerQuery][];
}

const cachePath = (files: FileReader, cache: string, id: string, { dataHash }: Today) =>
  files.join(cache, 'scores', `${id}-${dataHash}.json`);

/** Keeps the scores in the cache, which may be deleted at any time. */
export async function writeScores(
  files: Files,
  cache: string,
  id: string,
  today: Today,
  { metrics, perQuery }: TodaysScores,
): Promise<void> {
  await files.makeFolder(files.join(cache, 'scores'));
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
  const path = own
    ? files.join(folder, 'predictions', 'per-query.json')
    : cachePath(files, cache, id, today);
  if (!(await files.exists(path))) return null;
  const { metrics, perQuery } = JSON.parse(await files.readText(path)) as StoredScores;
  return metrics && { metrics, perQuery: new Map(perQuery) };
}
