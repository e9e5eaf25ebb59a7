import type { Manifest, VersionCheck } from '#core/contract/versions.ts';
import type { FileReader } from '#core/platform/files.ts';
import {
  type FileProblem,
  listedProblems,
  MANIFEST,
  pathsBelow,
  type StoredVersion,
} from './manifest-file.ts';

/** Reads every file of a version: what is missing, cut, changed, or not named in its manifest. */
export async function checkVersion(
  files: FileReader,
  { id, folder, manifest, damage }: StoredVersion,
  breathe: () => Promise<void>,
): Promise<Omit<VersionCheck, 'notes'>> {
  if (!manifest) {
    const problem = damage.replace(/^its manifest(\.json)? /, '');
    return { version: id, files: 0, bytes: 0, problems: [{ file: MANIFEST, problem }] };
  }
  const problems = [
    ...(await listedProblems(files, folder, manifest, breathe)),
    ...(await unlisted(files, folder, manifest)),
  ];
  const records = Object.values(manifest.files);
  const bytes = records.reduce((sum, record) => sum + record.bytes, 0);
  return { version: id, files: records.length, bytes, problems };
}

/** Files that nobody vouches for. */
async function unlisted(
  files: FileReader,
  folder: string,
  manifest: Manifest,
): Promise<FileProblem[]> {
  const paths = await pathsBelow(files, folder);
  const strangers = paths.filter((path) => path !== MANIFEST && !(path in manifest.files));
  return strangers.map((file) => ({ file, problem: 'is not in the manifest' }));
}
