import type { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import { ModelRecord } from '#core/contract/models.ts';
import type { FileRecord } from '#core/contract/versions.ts';
import type { FileReader, Files } from '#core/platform/files.ts';

export const MODEL_FILE = 'model.json';

type Records = Record<string, z.infer<typeof FileRecord>>;

/** A model as it lies on the disk: whole, or with what is wrong with it, in words. */
export type StoredModel =
  | { id: string; folder: string; builtin: boolean; record: ModelRecord; damage: null }
  | { id: string; folder: string; builtin: boolean; record: ModelRecord | null; damage: string };

/** Reads `model.json` and looks whether every file that it names is there in its full length. */
export async function readStoredModel(
  files: FileReader,
  folder: string,
  { id, builtin }: { id: string; builtin: boolean },
): Promise<StoredModel> {
  const place = { id, folder, builtin };
  const path = files.join(folder, MODEL_FILE);
  if (!(await files.exists(path))) return { ...place, record: null, damage: NO_MODEL_FILE };
  const record = parseModelFile(await files.readText(path));
  if (typeof record === 'string') return { ...place, record: null, damage: record };
  if (record.id !== id && !builtin) {
    return { ...place, record, damage: `its ${MODEL_FILE} belongs to ${record.id}` };
  }
  const damage = await lengthDamage(files, folder, record.files);
  // The builtin model is known by that name alone, so that a new one takes its place.
  return { ...place, record: { ...record, id }, damage };
}

const NO_MODEL_FILE = `its ${MODEL_FILE} is missing`;

/** The record, or in words why there is none. */
function parseModelFile(text: string): ModelRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `its ${MODEL_FILE} is not whole`;
  }
  const result = ModelRecord.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  return `its ${MODEL_FILE} is not valid: ${issue?.path.join('.')} ${issue?.message}`;
}

async function lengthDamage(
  files: FileReader,
  folder: string,
  records: Records,
): Promise<string | null> {
  for (const [name, { bytes }] of Object.entries(records)) {
    const found = await lengthOf(files, files.join(folder, ...name.split('/')));
    if (found === null) return `${name} is missing`;
    if (found !== bytes) return `${name} has ${found} bytes instead of ${bytes}`;
  }
  return null;
}

async function lengthOf(files: FileReader, path: string): Promise<number | null> {
  try {
    return await files.size(path);
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

export function writeModelFile(files: Files, folder: string, record: ModelRecord): Promise<void> {
  const text = `${JSON.stringify(record, null, 2)}\n`;
  return files.writeAtomic(files.join(folder, MODEL_FILE), text);
}

/** Path inside the folder, with `/` -> size and hash, of every file but `model.json`; sorted. */
export async function hashFiles(files: FileReader, folder: string): Promise<Records> {
  const records: Records = {};
  for (const name of await pathsBelow(files, folder)) {
    if (name === MODEL_FILE) continue;
    const path = files.join(folder, ...name.split('/'));
    records[name] = { bytes: await files.size(path), sha256: await files.sha256(path) };
  }
  return records;
}

async function pathsBelow(files: FileReader, folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const name of await files.list(folder)) {
    const path = files.join(folder, name);
    if (!(await files.isFolder(path))) paths.push(name);
    else for (const below of await pathsBelow(files, path)) paths.push(`${name}/${below}`);
  }
  return paths.sort();
}

/** Hash over the names and hashes of all files: the same content has it whatever it is called. */
export function contentHash(records: Records, sha256: (text: string) => string): string {
  const lines = Object.keys(records)
    .sort()
    .map((name) => `${records[name]?.sha256}  ${name}\n`);
  return sha256(lines.join(''));
}

/** `<name in letters, digits and dashes>-<8 hex of the hash>`. */
export function modelId(name: string, hash: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return `${slug || 'model'}-${hash.slice(0, 8)}`;
}
