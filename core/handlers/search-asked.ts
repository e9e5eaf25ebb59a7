import { CANONICAL } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Answering, ServedVersion } from '#core/train/served-version.ts';
import type { Session } from './session.ts';

/** Terms of an entry that are searched with when it is looked for by its key. */
const MOST_TERMS = 8;

/** What a request searches with, and where. */
export interface Request {
  text?: string | undefined;
  key?: string | undefined;
  /** The collection that has the key, and the one that is searched. */
  collection: string;
  in: string;
}

/** A request made out: texts that mean the same, and the index to ask. */
export interface Asked {
  /** None where there is nothing to search with. */
  texts: readonly string[];
  /** Left out: the entry that is searched with, where it is among those searched. */
  without: number | null;
  answering: Answering;
  /** What a judgment is about; null outside the canonical collection, where nothing is judged. */
  query: string | null;
}

/** Throws NOT_FOUND for a key, or a collection, that there is not. */
export async function askedOf(
  session: Pick<Session, 'data'>,
  version: ServedVersion,
  request: Request,
): Promise<Asked> {
  const { text, key, collection } = request;
  const answering = await answeringIn(version, request.in);
  // A judgment on a key is about the entry that has it, as in training.
  const query = request.in === CANONICAL ? (text ?? key ?? '') : null;
  if (key === undefined) {
    const texts = text === undefined || text.trim() === '' ? [] : [text];
    return { texts, without: null, answering, query };
  }
  const { byKey } = await (await session.data()).collection(collection);
  const entry = byKey.get(key);
  if (entry === undefined) throw unknownEntry(key, collection);
  const self = collection === request.in ? answering.index.entryNumber(key) : undefined;
  return { texts: entry.terms.slice(0, MOST_TERMS), without: self ?? null, answering, query };
}

/** The index of a collection; a version answers for the canonical one itself. */
export async function answeringIn(version: ServedVersion, collection: string): Promise<Answering> {
  return collection === CANONICAL ? version : version.in(collection);
}

/** NOT_FOUND for a key that a collection of the workspace does not have. */
export function unknownEntry(key: string, collection: string): PlumblineError {
  const where = collection === CANONICAL ? '' : ` in ${collection}`;
  return new PlumblineError('NOT_FOUND', `There is no entry ${key}${where}.`, {
    remedy: 'Look the key up on the Data screen, or search by text.',
  });
}
