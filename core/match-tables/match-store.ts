import { PlumblineError } from '#core/contract/errors.ts';
import type { MatchedTable } from '#core/contract/tables.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import { isMatchId, readMatch, readRequest, readShape } from './stored-match.ts';
import { summariseMatch } from './summarise-match.ts';

/** What begins the name of a folder that is no match yet, or no more. */
export const DRAFT = '.tmp-';

/** Newest first. */
export async function matchIds(files: FileReader, matches: string): Promise<string[]> {
  const order = (id: string) => id.replace(/\d+$/, (n) => n.padStart(9, '0'));
  const ids = (await files.list(matches)).filter(isMatchId);
  return ids.sort((a, b) => (order(a) < order(b) ? 1 : -1));
}

/** Newest first; those whose table is still being looked at, and those that cannot be read, are not among them. */
export async function listMatches(files: FileReader, matches: string): Promise<MatchedTable[]> {
  const tables: MatchedTable[] = [];
  for (const id of await matchIds(files, matches)) {
    const match = await unlessMissing(() => readMatch(files, matches, id));
    if (match !== null) tables.push(await summariseMatch(files, match));
  }
  return tables;
}

/** What is read, or null where it is not there or damaged: it may be removed meanwhile. */
export async function unlessMissing<Value>(read: () => Promise<Value>): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    const { code } = error instanceof PlumblineError ? error : { code: '' };
    if (code === 'NOT_FOUND' || code === 'DAMAGED') return null;
    throw error;
  }
}

/** Removes a matched table with all that was found and decided. Throws NOT_FOUND. */
export async function removeMatch(files: Files, matches: string, id: string): Promise<void> {
  const { folder } = await readRequest(files, matches, id);
  await removeFolder(files, matches, folder, id);
}

/** By a rename first: what a killed process leaves of a removal is a draft, not half a match. */
async function removeFolder(
  files: Files,
  matches: string,
  folder: string,
  id: string,
): Promise<void> {
  const draft = files.join(matches, `${DRAFT}${id}`);
  await files.remove(draft);
  await files.rename(folder, draft);
  await files.remove(draft);
}

/** Removes a match of which nothing is worth keeping: its table was never looked through. */
export async function removeUnbegun(files: Files, matches: string, id: string): Promise<void> {
  const folder = files.join(matches, id);
  if (!isMatchId(id) || !(await files.exists(folder))) return;
  if ((await readShape(files, folder)) === null) await removeFolder(files, matches, folder, id);
}

/** Removes what a killed process left: drafts, and matches not begun that no job will go on with. */
export async function removeMatchOrphans(
  files: Files,
  matches: string,
  claimed: ReadonlySet<string>,
): Promise<void> {
  for (const name of await files.list(matches)) {
    if (name.startsWith(DRAFT)) await files.remove(files.join(matches, name));
    else if (!claimed.has(name)) await removeUnbegun(files, matches, name);
  }
}
