import { PlumblineError } from '#core/contract/errors.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { listed } from '#core/ingest/words.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import type { DataHashes } from '#core/workspace/snapshot.ts';

/** Throws BAD_INPUT, saying what has changed, where today's data are not those that a version was made of. */
export function refuseOtherData(manifest: Manifest, today: DataHashes): void {
  const changes = dataChanges(manifest, today);
  if (changes.length === 0) return;
  const message = `${manifest.version} cannot be made again: ${listed(changes)} since it was made.`;
  throw new PlumblineError('BAD_INPUT', message, {
    remedy: 'Train a new version, and move this one to quarantine; or bring the old data back.',
  });
}

/** What of the data is other than it was, in words. */
export function dataChanges({ data }: Manifest, today: DataHashes): string[] {
  const changes: string[] = [];
  if (data.canonicalSha256 !== today.canonicalSha256) changes.push('the dictionary has changed');
  if (data.ledgerSha256 !== today.ledgerSha256) changes.push('the judgments have changed');
  const now = new Map(today.collections.map(({ name, sha256 }) => [name, sha256]));
  for (const { name, sha256 } of data.collections) {
    const found = now.get(name);
    if (found === undefined) changes.push(`the collection ${name} was removed`);
    else if (found !== sha256) changes.push(`the collection ${name} has changed`);
  }
  const known = new Set(data.collections.map(({ name }) => name));
  const added = [...now.keys()].filter((name) => !known.has(name));
  return [...changes, ...added.map((name) => `the collection ${name} was added`)];
}

/** What making it again gave, compared with what its manifest says of the damaged one. */
export function wordsOf(
  { version, files }: Manifest,
  { same, other }: { same: string[]; other: string[] },
  away: string,
): string {
  const measured = 'metrics.json' in files && !other.includes('metrics.json');
  const measures = measured ? 'Its measures are the same' : 'Its measures are not the same';
  const bytes =
    other.length === 0
      ? `and so are all ${same.length} files beside the index, byte for byte`
      : `${same.length} of ${same.length + other.length} files beside the index are as they were; others are ${listed(other)}`;
  const joint = other.length === 0 ? ' ' : '; ';
  return `${version} is made again. ${measures}${joint}${bytes}. The damaged one lies in ${away}.`;
}

export function unknownOrigin({ id, folder, damage }: StoredVersion): PlumblineError {
  const message = `Nobody knows what ${id} was made of: ${damage}.`;
  return new PlumblineError('DAMAGED', message, {
    file: folder,
    remedy:
      'Bring its manifest.json back from a copy; else train a new version and move this one to quarantine.',
  });
}

export function isWhole(id: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', `${id} is whole: there is nothing to make again.`, {
    remedy: 'Train a new version if you want another one.',
  });
}

export function otherModel(name: string, { version, space }: Manifest): PlumblineError {
  const message = `${version} was made with another ${name} (${space.embedder}) than the one that is here.`;
  return new PlumblineError('BAD_INPUT', message, {
    remedy: 'Add the model that it was made with, or train a new version.',
  });
}

export function lostParent(id: string, from: string): PlumblineError {
  const message = `${id} kept what ${from} had learnt, and ${from} is gone.`;
  return new PlumblineError('BAD_INPUT', message, {
    remedy: 'Train a new version, and move this one to quarantine.',
  });
}
