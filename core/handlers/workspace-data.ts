import type { Split } from '#core/contract/common.ts';
import type { Entry, Finding } from '#core/contract/data.ts';
import { preflight } from '#core/ingest/preflight.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { normaliseText } from '#core/text/normalise.ts';
import type { WorkspaceReader } from '#core/workspace/open-workspace.ts';
import { dataHashOf, type Snapshot } from '#core/workspace/snapshot.ts';
import { assignSplits, type SplitAssignment } from '#core/workspace/splits.ts';
import { singleFlight } from './single-flight.ts';

/** A workspace's data with what every screen asks of it; what costs time is worked out when it is first asked for. */
export interface WorkspaceData {
  snapshot: Snapshot;
  entryByKey: ReadonlyMap<string, Entry>;
  /** Judgments of each key. */
  judged: ReadonlyMap<string, { yes: number; no: number }>;
  /** Gives the split of a query. */
  splits(): Promise<(query: string) => Split>;
  findings(): Promise<Finding[]>;
}

interface Dictionary {
  sha256: string;
  entries: Entry[];
  byKey: ReadonlyMap<string, Entry>;
}

type Splits = ReadonlyMap<string, SplitAssignment>;

/**
 * Gives the data as they are now. A judgment changes neither the entries nor, mostly, the splits, so those are kept
 * until the dictionary or the queries change.
 */
export function workspaceData(
  reader: WorkspaceReader,
  context: JobContext,
): () => Promise<WorkspaceData> {
  const known = singleFlight<WorkspaceData>(1);
  const splits = singleFlight<Splits>(1);
  let dictionary: Dictionary | null = null;

  const splitsOf = (queries: readonly string[]) =>
    // A normalised query holds no line end.
    splits.use(queries.join('\n'), () => assignSplits(queries, context), same);

  async function load(): Promise<WorkspaceData> {
    const before = await dataHashOf(reader);
    const current =
      dictionary?.sha256 === before.canonicalSha256
        ? dictionary
        : await readDictionary(reader, before.canonicalSha256, context);
    const { effective, ...ledger } = await reader.ledger.read();
    const after = await dataHashOf(reader);
    // A writer came in between: entries and judgments would be of different moments.
    if (after.dataHash !== before.dataHash) return load();
    dictionary = current;
    const snapshot = { entries: current.entries, judgments: effective, ...ledger, ...after };
    return dataOf(snapshot, current.byKey, splitsOf);
  }

  return async () => {
    const { dataHash } = await dataHashOf(reader);
    return known.use(dataHash, load, same);
  };
}

const same = <Value>(value: Value): Value => value;

async function readDictionary(
  reader: WorkspaceReader,
  sha256: string,
  context: JobContext,
): Promise<Dictionary> {
  const entries: Entry[] = [];
  for await (const entry of reader.entries()) {
    entries.push(entry);
    if (entries.length % 1024 === 0) await context.breathe();
  }
  return { sha256, entries, byKey: new Map(entries.map((entry) => [entry.key, entry])) };
}

function dataOf(
  snapshot: Snapshot,
  entryByKey: ReadonlyMap<string, Entry>,
  splitsOf: (queries: readonly string[]) => Promise<Splits>,
): WorkspaceData {
  const splits = async () => {
    const assigned = await splitsOf(snapshot.queries);
    return (query: string): Split => assigned.get(normaliseText(query))?.split ?? 'train';
  };
  let findings: Promise<Finding[]> | null = null;
  return {
    snapshot,
    entryByKey,
    judged: judgedCounts(snapshot),
    splits,
    findings() {
      findings ??= splits().then((splitOf) => findingsOf(snapshot, splitOf));
      return findings;
    },
  };
}

function judgedCounts({ judgments }: Snapshot): WorkspaceData['judged'] {
  const judged = new Map<string, { yes: number; no: number }>();
  for (const { key, verdict } of judgments) {
    const counts = judged.get(key) ?? { yes: 0, no: 0 };
    counts[verdict] += 1;
    judged.set(key, counts);
  }
  return judged;
}

function findingsOf(snapshot: Snapshot, splitOf: (query: string) => Split): Finding[] {
  const { entries, judgments, contradictions } = snapshot;
  const disputed = contradictions.flatMap((contradiction) => contradiction.judgments);
  return preflight({ entries, judgments: [...judgments, ...disputed], splitOf });
}
