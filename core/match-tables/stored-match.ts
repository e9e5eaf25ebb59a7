import { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import type { MatchedRow } from '#core/contract/tables.ts';
import type { FileReader } from '#core/platform/files.ts';

/** An entry that was found for a row, as it is kept. */
export type TableHit = MatchedRow['hits'][number];

/** What was asked for; fixed when a match begins. The content of request.json. */
export const StoredRequest = z.object({
  schema: z.literal(1),
  id: z.string(),
  /** The file's name. */
  name: z.string(),
  column: z.string(),
  idColumn: z.string().nullable(),
  k: z.number().int(),
  oneToOne: z.boolean(),
  collection: z.string(),
  version: z.string(),
  createdAt: z.string(),
  /** The table that is matched; `path` is null where it was staged in the match's own folder. */
  input: z.object({ path: z.string().nullable(), bytes: z.number(), sha256: z.string() }),
});
export type StoredRequest = z.infer<typeof StoredRequest>;

/** What the table turned out to be. The content of table.json, written once all of it has been looked at. */
export const StoredShape = z.object({
  schema: z.literal(1),
  format: z.string(),
  encoding: z.string(),
  columns: z.array(z.string()),
  types: z
    .array(z.enum(['text', 'integer', 'number', 'boolean', 'timestamp', 'date', 'json']))
    .optional(),
  dialect: z
    .object({
      delimiter: z.string(),
      lineEnd: z.enum(['\n', '\r\n', '\r']),
      mark: z.boolean(),
    })
    .optional(),
  /** Place of the column that is matched, and of the one that names rows. */
  column: z.number().int(),
  idColumn: z.number().int().nullable(),
  rows: z.number().int(),
});
export type StoredShape = z.infer<typeof StoredShape>;

/** How far it is. The content of progress.json. */
export const StoredProgress = z.object({
  schema: z.literal(1),
  done: z.boolean(),
  /** Seconds of matching so far. */
  seconds: z.number(),
});
export type StoredProgress = z.infer<typeof StoredProgress>;

/** A match whose table has been looked at. */
export interface StoredMatch {
  folder: string;
  request: StoredRequest;
  shape: StoredShape;
  progress: StoredProgress;
}

/** `m<UTC yyyymmdd>-<hhmmss>-<n>`; it names a folder, so nothing else is let through. */
const ID = /^m\d{8}-\d{6}-\d+$/;
export const isMatchId = (id: string): boolean => ID.test(id);

/** Where the parts of a match lie. */
export function pathsOf(files: Pick<FileReader, 'join'>, folder: string) {
  const at = (name: string) => files.join(folder, name);
  return {
    request: at('request.json'),
    shape: at('table.json'),
    progress: at('progress.json'),
    /** One line for each row, in order. */
    rows: at('rows.jsonl'),
    /** Where each line ends, and what a list of rows needs to know of it. */
    index: at('rows.idx'),
    decisions: at('decisions.jsonl'),
    /** The table itself where a browser brought it. */
    input: at('input'),
  };
}

/** What was asked for, whether or not the table has been looked at. Throws NOT_FOUND or DAMAGED. */
export async function readRequest(
  files: FileReader,
  matches: string,
  id: string,
): Promise<{ folder: string; request: StoredRequest }> {
  const folder = files.join(matches, id);
  if (!isMatchId(id) || !(await files.exists(pathsOf(files, folder).request)))
    throw unknownMatch(id);
  const request = await readJson(files, pathsOf(files, folder).request, StoredRequest);
  return { folder, request };
}

/** Throws NOT_FOUND where there is none, or none whose table has been looked at; DAMAGED where it cannot be read. */
export async function readMatch(
  files: FileReader,
  matches: string,
  id: string,
): Promise<StoredMatch> {
  const { folder, request } = await readRequest(files, matches, id);
  const shape = await readShape(files, folder);
  if (shape === null) throw unknownMatch(id);
  return { folder, request, shape, progress: await readProgress(files, folder) };
}

/** Null while the table has not been looked at. Throws DAMAGED. */
export async function readShape(files: FileReader, folder: string): Promise<StoredShape | null> {
  const path = pathsOf(files, folder).shape;
  return (await files.exists(path)) ? readJson(files, path, StoredShape) : null;
}

export async function readProgress(files: FileReader, folder: string): Promise<StoredProgress> {
  const path = pathsOf(files, folder).progress;
  if (await files.exists(path)) return readJson(files, path, StoredProgress);
  return { schema: 1, done: false, seconds: 0 };
}

async function readJson<Schema extends z.ZodType>(
  files: FileReader,
  path: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  try {
    return schema.parse(JSON.parse(await files.readText(path)));
  } catch (cause) {
    if (cause instanceof PlumblineError) throw cause;
    throw new PlumblineError(
      'DAMAGED',
      'This matched table cannot be read.',
      { file: path, remedy: 'Remove its folder and match the table again.' },
      { cause },
    );
  }
}

export const jsonText = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

export function unknownMatch(id: string): PlumblineError {
  return new PlumblineError('NOT_FOUND', `There is no matched table ${id}.`, {
    remedy: 'It may have been removed; reload the list.',
  });
}
