import { formatScores, parseScores, type Scores } from '#core/evaluate/stored-scores.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import { scoresPath } from '#core/train/version-files.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import type { Snapshot } from '#core/workspace/snapshot.ts';

/** The data that scores belong to. */
export type Today = Pick<Snapshot, 'canonicalSha256' | 'ledgerSha256' | 'dataHash'>;

const cachePath = (files: FileReader, cache: string, id: string, { dataHash }: Today) =>
  files.join(cache, 'scores', `${id}-${dataHash}.json`);

/** Keeps the scores in the cache, which may be deleted at any time, in place of those on earlier data. */
export async function writeScores(
  files: Files,
  cache: string,
  id: string,
  today: Today,
  scores: Scores,
): Promise<void> {
  await files.makeFolder(files.join(cache, 'scores'));
  await removeScores(files, cache, id);
  await files.writeAtomic(cachePath(files, cache, id, today), formatScores(scores));
}

/** Forgets what is kept of a version. */
export async function removeScores(files: Files, cache: string, id: string): Promise<void> {
  const folder = files.join(cache, 'scores');
  for (const name of await files.list(folder)) {
    if (name.startsWith(`${id}-`)) await files.remove(files.join(folder, name));
  }
}

/** The scores on today's test set: the version's own where it was made from today's data, else the cached ones, else null. */
export async function scoresOnToday(
  files: FileReader,
  cache: string,
  { id, folder, manifest }: StoredVersion,
  today: Today,
): Promise<Scores | null> {
  const own =
    manifest?.data.canonicalSha256 === today.canonicalSha256 &&
    manifest.data.ledgerSha256 === today.ledgerSha256;
  const measured = own ? await scoresAtTheTime(files, folder) : null;
  return measured ?? readScores(files, cachePath(files, cache, id, today));
}

/** What a version measured of each query when it was made; null where there is nothing, and in versions of before. */
export const scoresAtTheTime = (files: FileReader, folder: string) =>
  readScores(files, scoresPath(files, folder));

/** Null where there are none, or none that can be read: they are measured again then. */
async function readScores(files: FileReader, path: string): Promise<Scores | null> {
  return (await files.exists(path)) ? parseScores(await files.readText(path)) : null;
}
