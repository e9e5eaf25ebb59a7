import type { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import type { FileReader } from '#core/platform/files.ts';

const REMEDY =
  'Choose the whole folder of a sentence-transformers model, with every file that it came with.';

/** What to throw where a model's folder lacks a file or holds something that cannot be used. */
export function badModel(message: string, file: string, remedy = REMEDY): PlumblineError {
  return new PlumblineError('BAD_INPUT', message, { file, remedy });
}

/** A JSON file of a model's folder, checked. Throws BAD_INPUT, naming the file, where it is missing or malformed. */
export async function readModelJson<S extends z.ZodType>(
  files: FileReader,
  path: string,
  schema: S,
): Promise<z.output<S>> {
  if (!(await files.exists(path))) throw badModel('A file of this model is missing.', path);
  const text = await files.readText(path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const detail = { file: path, remedy: 'Copy the file again from where it came from.' };
    throw new PlumblineError('DAMAGED', 'This file of the model is not JSON.', detail, { cause });
  }
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const place = issue?.path.join('.');
  throw badModel(
    `This file of the model is not as expected${place ? ` at "${place}"` : ''}: ${issue?.message ?? ''}.`,
    path,
  );
}

/** The same for a file that a model may lack: `schema` is then given an empty object. */
export async function readOptionalModelJson<S extends z.ZodType>(
  files: FileReader,
  path: string,
  schema: S,
): Promise<z.output<S>> {
  return (await files.exists(path)) ? readModelJson(files, path, schema) : schema.parse({});
}

/** Joins a name that a model's own files gave; throws BAD_INPUT where it would leave the folder. */
export function insideFolder(
  files: FileReader,
  folder: string,
  name: string,
  from: string,
): string {
  const parts = name.split('/');
  const leaves =
    name.startsWith('/') || name.includes('\\') || name.includes(':') || parts.includes('..');
  if (leaves) throw badModel(`The model names a file outside of its folder: ${name}.`, from);
  return files.join(folder, ...parts.filter((part) => part !== '' && part !== '.'));
}
