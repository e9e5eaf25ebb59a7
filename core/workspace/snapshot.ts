import { createHash } from 'node:crypto';
import type { Entry, ImportRecord, Judgment } from '#core/contract/data.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import type { Contradiction } from './ledger.ts';
import type { WorkspaceReader } from './open-workspace.ts';

/** A workspace's data at one moment. */
export interface Snapshot {
  entries: Entry[];
  /** One judgment for each pair that has one. */
  judgments: Judgment[];
  contradictions: Contradiction[];
  imports: ImportRecord[];
  /** Normalised queries in the order first seen, for the splits. */
  queries: string[];
  /** Hex sha256 of the collection's file; of nothing where there is none. */
  canonicalSha256: string;
  /** Hex sha256 over the ledger's lines that count. */
  ledgerSha256: string;
  dataHash: string;
}

/** Reads everything; the caller keeps it for as long as `dataHashOf` gives the same. */
export async function loadSnapshot(
  reader: WorkspaceReader,
  context?: JobContext,
): Promise<Snapshot> {
  const before = await dataHashOf(reader);
  const entries: Entry[] = [];
  for await (const entry of reader.entries()) {
    entries.push(entry);
    if (entries.length % 1024 === 0) await context?.breathe();
  }
  const { effective, ...ledger } = await reader.ledger.read();
  const after = await dataHashOf(reader);
  // A writer came in between: entries and judgments would be of different moments.
  if (after.dataHash !== before.dataHash) return loadSnapshot(reader, context);
  return { entries, judgments: effective, ...ledger, ...after };
}

/** The hashes by which one sees whether entries or judgments have changed. */
export async function dataHashOf({
  files,
  layout,
  ledger,
}: WorkspaceReader): Promise<Pick<Snapshot, 'canonicalSha256' | 'ledgerSha256' | 'dataHash'>> {
  const exists = await files.exists(layout.canonical);
  const canonicalSha256 = exists ? await files.sha256(layout.canonical) : sha256Hex('');
  const ledgerSha256 = await ledger.sha256();
  const dataHash = sha256Hex(`${canonicalSha256} ${ledgerSha256}`).slice(0, 16);
  return { canonicalSha256, ledgerSha256, dataHash };
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
