import { createHash } from 'node:crypto';
import { CANONICAL, CollectionName, type Entry } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { FileReader } from '#core/platform/files.ts';
import { readCollection } from './collections.ts';
import { collectionOf, collectionPath, type Layout } from './layout.ts';
import type { LedgerReader } from './ledger-store.ts';

/** A collection's file, by the hash of its content. */
export interface CollectionHash {
  name: string;
  /** Hex sha256 of the entries as they are stored. */
  sha256: string;
}

/** The collections of a workspace. */
export interface NamedCollections {
  /** Their names, the canonical one first and the others by name. */
  collections(): Promise<string[]>;
  /** The hash of each, in the same order; files are hashed anew only after an import or a removal. */
  collectionHashes(): Promise<CollectionHash[]>;
  /**
   * The entries of a collection, by default the canonical one, which may be empty; read anew at each call. Throws
   * NOT_FOUND where there is no other of this name.
   */
  entries(collection?: string): AsyncIterable<Entry>;
}

interface Place {
  layout: Layout;
  files: FileReader;
  ledger: LedgerReader;
}

/** What a workspace's folder and its ledger say of its collections. */
export function namedCollections(place: Place): NamedCollections {
  const hashes = keptHashes(place);
  const collections = () => namesOf(place);
  async function collectionHashes(): Promise<CollectionHash[]> {
    const names = await collections();
    try {
      return await Promise.all(names.map(async (name) => ({ name, sha256: await hashes(name) })));
    } catch (error) {
      // One of them was removed meanwhile.
      if ((await collections()).length < names.length) return collectionHashes();
      throw error;
    }
  }
  return {
    collections,
    collectionHashes,
    entries: (collection = CANONICAL) => entriesOf(place, collection, collections),
  };
}

async function namesOf({ files, layout, ledger }: Place): Promise<string[]> {
  const found = (await files.list(layout.collections)).map(collectionOf);
  // A removal is in the ledger before the file is gone.
  const gone = new Set<string | null>([null, ...(await ledger.read()).removed]);
  const names = found.filter((name): name is string => !gone.has(name));
  return names.toSorted((a, b) => rank(a) - rank(b));
}

const rank = (name: string) => (name === CANONICAL ? 0 : 1);

async function* entriesOf(
  { files, layout }: Place,
  name: string,
  collections: () => Promise<string[]>,
): AsyncGenerator<Entry> {
  if (name !== CANONICAL) requireCollection(name, await collections());
  yield* readCollection(files, collectionPath(layout, name));
}

function requireCollection(name: string, names: readonly string[]): void {
  if (!names.includes(name)) throw noCollection(name, names);
}

/** NOT_FOUND, naming those that there are. */
export function noCollection(name: string, names: readonly string[]): PlumblineError {
  const choice = names.length > 0 ? `Choose one of ${names.join(', ')}, or import it` : 'Import it';
  return new PlumblineError('NOT_FOUND', `There is no collection ${name}.`, {
    remedy: `${choice} first.`,
  });
}

/** Throws BAD_INPUT for the canonical collection, NOT_FOUND where there is none of this name. */
export function refuseRemoval(name: string, names: readonly string[]): void {
  if (name === CANONICAL) {
    throw new PlumblineError('BAD_INPUT', 'The canonical collection cannot be removed.', {
      remedy: 'Import another dictionary in its place.',
    });
  }
  requireCollection(name, names);
}

/** Names of devices, which Windows gives to no file. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** Throws BAD_INPUT for a new collection's name that is none, or that some system takes for that of another one. */
export function refuseName(name: string, names: readonly string[]): void {
  const valid = CollectionName.safeParse(name).success && !DEVICE.test(name);
  if (!valid) {
    throw new PlumblineError('BAD_INPUT', `A collection cannot be called “${name}”.`, {
      remedy: 'Use up to 64 letters, digits, - and _, beginning with a letter or digit.',
    });
  }
  const alike = [CANONICAL, ...names].find((known) => known.toLowerCase() === name.toLowerCase());
  if (alike === undefined || alike === name) return;
  throw new PlumblineError('BAD_INPUT', `There is a collection ${alike} already.`, {
    remedy: `Call it ${alike} to replace that one, or choose a name that differs in more than case.`,
  });
}

/** Entries change with a line in the ledger: until then, and while the size is the same, a hash is still true. */
function keptHashes({ files, layout, ledger }: Place): (name: string) => Promise<string> {
  const kept = new Map<string, { state: string; sha256: string }>();
  return async (name) => {
    const path = collectionPath(layout, name);
    const state = `${await ledger.sha256()} ${await files.size(path)}`;
    const known = kept.get(name);
    if (known?.state === state && !(await ledger.placing())) return known.sha256;
    const sha256 = await files.sha256(path);
    kept.set(name, { state, sha256 });
    return sha256;
  };
}

/** The hash of no content, for a collection that is not there. */
export const NO_CONTENT = createHash('sha256').digest('hex');
