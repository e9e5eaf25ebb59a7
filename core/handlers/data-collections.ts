import { CANONICAL, type CollectionSummary, type Entry } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { collectionOfImport } from '#core/workspace/ledger.ts';
import type { CollectionHash } from '#core/workspace/named-collections.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import type { Session } from './session.ts';
import type { WorkspaceData } from './workspace-data.ts';

interface Facts {
  terms: number;
  fields: string[];
}

/** Counted once for as long as the entries stay in memory. */
const counted = new WeakMap<readonly Entry[], Facts>();

async function factsOf(entries: readonly Entry[], breathe: () => Promise<void>): Promise<Facts> {
  const known = counted.get(entries);
  if (known) return known;
  const fields = new Set<string>();
  let terms = 0;
  for (const [index, entry] of entries.entries()) {
    terms += entry.terms.length;
    for (const name of Object.keys(entry.fields ?? {})) fields.add(name);
    if (index % 4096 === 0) await breathe();
  }
  const facts = { terms, fields: [...fields] };
  counted.set(entries, facts);
  return facts;
}

/** The collections that there are, the canonical one first. */
function collectionsOf({ snapshot }: WorkspaceData): CollectionHash[] {
  const { canonicalSha256, entries, collections } = snapshot;
  const canonical = { name: CANONICAL, sha256: canonicalSha256 };
  return entries.length > 0 ? [canonical, ...collections] : collections;
}

/** Whether a version has an index of a collection as it is now. */
function isIndexed(manifest: Manifest | null, { name, sha256 }: CollectionHash): boolean {
  if (!manifest) return false;
  const { canonicalSha256, collections } = manifest.data;
  if (name === CANONICAL) return canonicalSha256 === sha256;
  return collections.some((indexed) => indexed.name === name && indexed.sha256 === sha256);
}

async function manifestInUse(session: Session): Promise<Manifest | null> {
  const inUse = await session.inUse();
  const version = (await session.versions.list()).find(({ id }) => id === inUse);
  return version?.manifest ?? null;
}

async function summaries(engine: EngineContext): Promise<CollectionSummary[]> {
  const session = engine.session();
  const data = await session.data();
  const manifest = await manifestInUse(session);
  const { breathe } = engine.deps.quietContext;
  const found: CollectionSummary[] = [];
  for (const collection of collectionsOf(data)) {
    const { name, sha256 } = collection;
    const { entries } = await data.collection(name);
    const record = data.snapshot.imports.findLast((one) => collectionOfImport(one) === name);
    found.push({
      name,
      entries: entries.length,
      ...(await factsOf(entries, breathe)),
      sha256: record?.sha256 ?? sha256,
      indexed: isIndexed(manifest, collection),
    });
  }
  return found;
}

/** Its import would put the file back that is being removed. */
function refuseWhileImporting(session: Session): void {
  const active = session
    .jobs()
    .list()
    .find(({ kind, status }) => kind === 'import' && ACTIVE.has(status));
  if (!active) return;
  throw new PlumblineError('BUSY', `${active.title} is not done yet.`, {
    remedy: 'Wait for it to end, or cancel it, and remove the collection then.',
  });
}

const ACTIVE: ReadonlySet<string> = new Set(['queued', 'running', 'paused']);

export const collectionHandlers = (engine: EngineContext) => ({
  collections: engineRouter.data.collections.handler(() => summaries(engine)),
  removeCollection: engineRouter.data.removeCollection.handler(async ({ input }) => {
    const session = engine.session();
    const writer = session.writer();
    refuseWhileImporting(session);
    await writer.removeCollection(input.collection);
    return input;
  }),
});
