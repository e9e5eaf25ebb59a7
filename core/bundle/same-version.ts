import type { Manifest } from '#core/contract/versions.ts';
import { isVectorFile } from './version-content.ts';

/**
 * Whether two manifests are of one version, whatever it is called: made in the same run at the same time, with the same
 * files. Vectors may have been made anew from the terms.
 */
export function isSameVersion(a: Manifest, b: Manifest): boolean {
  if (a.run !== b.run || a.createdAt !== b.createdAt || a.space.id !== b.space.id) return false;
  const [files, others] = [contentOf(a), contentOf(b)];
  return files.size === others.size && [...files].every(([name, sha]) => others.get(name) === sha);
}

function contentOf({ files }: Manifest): Map<string, string> {
  const own = Object.entries(files).filter(([name]) => !isVectorFile(name));
  return new Map(own.map(([name, { sha256 }]) => [name, sha256]));
}
