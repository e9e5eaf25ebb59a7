import type { z } from 'zod';
import { type FileRecord, Manifest, type VersionCheck } from '#core/contract/versions.ts';
import type { FileReader, Files } from '#core/platform/files.ts';

export const MANIFEST = 'manifest.json';

/** A version as it lies on the disk: with its manifest, or with what is wrong with it. */
export type StoredVersion =
  | { id: string; folder: string; manifest: Manifest; damage: null }
  | { id: string; folder: string; manifest: null; damage: string };

/** Reads one version's manifest; whatever is wrong with it becomes `damage`, in words. */
export async function readStoredVersion(
  files: FileReader,
  folder: string,
  id: string,
): Promise<StoredVersion> {
  const path = files.join(folder, MANIFEST);
  if (!(await files.exists(path))) return damaged(id, folder, 'its manifest.json is missing');
  const manifest = parseManifest(await files.readText(path));
  if (typeof manifest === 'string') return damaged(id, folder, manifest);
  if (manifest.version !== id) {
    return damaged(id, folder, `its manifest belongs to ${manifest.version}`);
  }
  return { id, folder, manifest, damage: null };
}

function damaged(id: string, folder: string, damage: string): StoredVersion {
  return { id, folder, manifest: null, damage };
}

/** The manifest, or in words why there is none. */
function parseManifest(text: string): Manifest | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'its manifest.json is not whole';
  }
  const result = Manifest.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  return `its manifest.json is not valid: ${issue?.path.join('.')} ${issue?.message}`;
}

export function writeManifest(files: Files, folder: string, manifest: Manifest): Promise<void> {
  return files.writeAtomic(files.join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Path inside the folder, with `/` -> size and hash, of every file but the manifest; sorted. */
export async function fileRecords(
  files: FileReader,
  folder: string,
): Promise<Record<string, z.infer<typeof FileRecord>>> {
  const records: Record<string, z.infer<typeof FileRecord>> = {};
  for (const name of await pathsBelow(files, folder)) {
    if (name !== MANIFEST) records[name] = await fileRecord(files, files.join(folder, name));
  }
  return records;
}

async function fileRecord(files: FileReader, path: string): Promise<z.infer<typeof FileRecord>> {
  return { bytes: await files.size(path), sha256: await files.sha256(path) };
}

/** Path of every file below a folder, with `/`; sorted by folder. */
export async function pathsBelow(files: FileReader, folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const name of await files.list(folder)) {
    const path = files.join(folder, name);
    if (!(await files.isFolder(path))) paths.push(name);
    else for (const below of await pathsBelow(files, path)) paths.push(`${name}/${below}`);
  }
  return paths;
}

/** A file of a version and what is wrong with it. */
export type FileProblem = VersionCheck['problems'][number];

/** What differs between a version's files and its manifest, in words; empty when all is well. */
export async function verifyFiles(files: FileReader, stored: StoredVersion): Promise<string[]> {
  if (!stored.manifest) return [stored.damage];
  const problems = await listedProblems(files, stored.folder, stored.manifest);
  return problems.map(({ file, problem }) => `${file} ${problem}`);
}

/** The files that a manifest names and that are not as it says. */
export async function listedProblems(
  files: FileReader,
  folder: string,
  manifest: Manifest,
  breathe: () => Promise<void> = async () => undefined,
): Promise<FileProblem[]> {
  const problems: FileProblem[] = [];
  for (const [file, record] of Object.entries(manifest.files)) {
    const problem = await fileProblem(files, files.join(folder, ...file.split('/')), record);
    if (problem) problems.push({ file, problem });
    await breathe();
  }
  return problems;
}

async function fileProblem(
  files: FileReader,
  path: string,
  record: z.infer<typeof FileRecord>,
): Promise<string | null> {
  if (!(await files.exists(path))) return 'is missing';
  const bytes = await files.size(path);
  if (bytes !== record.bytes) return `has ${bytes} bytes instead of ${record.bytes}`;
  return (await files.sha256(path)) === record.sha256 ? null : 'has been changed';
}
