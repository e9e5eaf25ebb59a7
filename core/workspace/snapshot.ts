import { createHash } from 'node:crypto';
import { CANONICAL, type Entry, type ImportRecord, type Judgment } from '#core/contract/data.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import type { Contradiction } from './ledger.ts';
import { type CollectionHash, NO_CONTENT } from './named-collections.ts';
import type { WorkspaceReader } from './open-workspace.ts';

/** The hashes by which one sees whether entries or judgments have changed. */
export interface DataHashes {
  /** Hex sha256 of the canonical collection's file; of nothing where there is none. */
  canonicalSha256: string;
  /** Hex sha256 over the ledger's lines that count. */
  ledgerSha256: string;
  /** Over all of these. */
  dataHash: string;
  /** The collections beside the canonical one, by name. */
  collections: CollectionHash[];
}

/** A collection beside the canonical one, as it was read. */
export interface NamedEntries extends CollectionHash {
  entries: Entry[];
}

/** A workspace's data at one moment. */
export interface Snapshot extends DataHashes {
  /** Of the canonical collection. */
  entries: Entry[];
  collections: NamedEntries[];
  /** One judgment for each pair that has one. */
  judgments: Judgment[];
  contradictions: Contradiction[];
  imports: ImportRecord[];
  /** Normalised queries in the order first seen, for the splits. */
  queries: string[];
}

/** Reads everything; the caller keeps it for as long as `dataHashOf` gives the same. */
export async function loadSnapshot(
  reader: WorkspaceReader,
  context?: JobContext,
): Promise<Snapshot> {
  const before = await dataHashOf(reader);
  const entries = await readEntries(reader, CANONICAL, context);
  const collections: NamedEntries[] = [];
  for (const { name, sha256 } of before.collections) {
    collections.push({ name, sha256, entries: await readEntries(reader, name, context) });
  }
  const { effective, removed: _gone, ...ledger } = await reader.ledger.read();
  const after = await dataHashOf(reader);
  // A writer came in between: entries and judgments would be of different moments.
  if (after.dataHash !== before.dataHash) return loadSnapshot(reader, context);
  return { entries, judgments: effective, ...ledger, ...after, collections };
}

/** All entries of a collection in memory. Throws as WorkspaceReader.entries does. */
export async function readEntries(
  reader: WorkspaceReader,
  collection: string,
  context?: JobContext,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of reader.entries(collection)) {
    entries.push(entry);
    if (entries.length % 1024 === 0) await context?.breathe();
  }
  return entries;
}

/** The hashes of the data as they are now. */
export async function dataHashOf(reader: WorkspaceReader): Promise<DataHashes> {
  const hashes = await reader.collectionHashes();
  const canonical = hashes.find(({ name }) => name === CANONICAL);
  const collections = hashes.filter(({ name }) => name !== CANONICAL);
  const canonicalSha256 = canonical?.sha256 ?? NO_CONTENT;
  const ledgerSha256 = await reader.ledger.sha256();
  const others = collections.map(({ name, sha256 }) => ` ${name} ${sha256}`).join('');
  const dataHash = sha256Hex(`${canonicalSha256} ${ledgerSha256}${others}`).slice(0, 16);
  return { canonicalSha256, ledgerSha256, dataHash, collections };
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
