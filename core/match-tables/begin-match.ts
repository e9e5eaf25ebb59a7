import type { z } from 'zod';
import type { FileSource } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { MatchTableRequest } from '#core/contract/tables.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import { DRAFT, matchIds, unlessMissing } from './match-store.ts';
import {
  jsonText,
  pathsOf,
  readProgress,
  readRequest,
  type StoredRequest,
} from './stored-match.ts';

/** What a match is begun with: the version is fixed, the file has a name. */
export type NewMatch = Omit<z.output<typeof MatchTableRequest>, 'version' | 'in'> & {
  version: string;
  collection: string;
  name: string;
};

/**
 * Prepares a match and returns its id. The same question about the same file — its content, column, id column, k,
 * one-to-one, collection and version — goes on with a match of it that is unfinished, `again` being true; a browser's file
 * is staged in the match's own folder. Throws NOT_FOUND, or BAD_INPUT for a folder.
 */
export async function beginMatch(
  files: Files,
  matches: string,
  wanted: NewMatch,
  clock: Clock,
): Promise<{ id: string; again: boolean }> {
  await files.makeFolder(matches);
  const id = await newId(files, matches, clock);
  const draft = files.join(matches, `${DRAFT}${id}`);
  await files.makeFolder(draft);
  try {
    const input = await keepInput(files, draft, wanted.source);
    const request = requestOf(id, wanted, input, clock);
    const known = await findUnfinished(files, matches, request);
    if (known !== null) return { id: known, again: true };
    await files.writeAtomic(pathsOf(files, draft).request, jsonText(request));
    await files.rename(draft, files.join(matches, id));
    return { id, again: false };
  } finally {
    await files.remove(draft);
  }
}

async function keepInput(
  files: Files,
  draft: string,
  source: FileSource,
): Promise<StoredRequest['input']> {
  if ('content' in source) {
    const path = pathsOf(files, draft).input;
    await files.writeStream(path, bytesOf(source.content));
    return { path: null, bytes: source.content.size, sha256: await files.sha256(path) };
  }
  const { path } = source;
  if (await files.isFolder(path)) {
    throw new PlumblineError('BAD_INPUT', 'This is a folder, not a table.', {
      file: path,
      remedy: 'Choose a file inside it.',
    });
  }
  return { path, bytes: await files.size(path), sha256: await files.sha256(path) };
}

async function* bytesOf(content: Blob): AsyncGenerator<Uint8Array> {
  const reader = content.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
}

function requestOf(
  id: string,
  { name, column, idColumn, k, oneToOne, collection, version }: NewMatch,
  input: StoredRequest['input'],
  clock: Clock,
): StoredRequest {
  const createdAt = clock.now().toISOString();
  const asked = { name, column, idColumn: idColumn ?? null, k, oneToOne, collection, version };
  return { schema: 1, id, ...asked, createdAt, input };
}

async function findUnfinished(
  files: FileReader,
  matches: string,
  request: StoredRequest,
): Promise<string | null> {
  for (const id of await matchIds(files, matches)) {
    const other = await unlessMissing(() => readRequest(files, matches, id));
    if (other === null || !sameQuestion(request, other.request)) continue;
    if (!(await readProgress(files, other.folder)).done) return id;
  }
  return null;
}

function sameQuestion(a: StoredRequest, b: StoredRequest): boolean {
  const question = ({ id: _id, createdAt: _at, input, ...asked }: StoredRequest) =>
    JSON.stringify([Object.entries(asked).sort(), input.path, input.bytes, input.sha256]);
  return question(a) === question(b);
}

async function newId(files: FileReader, matches: string, clock: Clock): Promise<string> {
  const [day, time] = clock.now().toISOString().slice(0, 19).replace(/[-:]/g, '').split('T');
  const names = new Set(await files.list(matches));
  for (let n = 1; ; n += 1) {
    const id = `m${day}-${time}-${n}`;
    if (!names.has(id) && !names.has(`${DRAFT}${id}`)) return id;
  }
}
