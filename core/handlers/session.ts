import type { Split } from '#core/contract/common.ts';
import type { Entry, Finding } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { preflight } from '#core/ingest/preflight.ts';
import type { RunJob } from '#core/jobs/job-events.ts';
import { createJobManager, type JobManager } from '#core/jobs/job-manager.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { type RunReader, runReader, runWriter } from '#core/runs/run-store.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { openVersion, type ServedVersion } from '#core/train/served-version.ts';
import { type LatestReader, latestReader, latestWriter } from '#core/versions/latest.ts';
import { type VersionReader, versionReader, versionWriter } from '#core/versions/version-store.ts';
import {
  openForReading,
  openForWriting,
  type WorkspaceReader,
  type WorkspaceWriter,
} from '#core/workspace/open-workspace.ts';
import { dataHashOf, loadSnapshot, type Snapshot } from '#core/workspace/snapshot.ts';
import { assignSplits } from '#core/workspace/splits.ts';
import { type SingleFlight, singleFlight } from './single-flight.ts';

/** What a session needs of the world. */
export interface SessionDeps {
  files: Files;
  clock: Clock;
  /** A context that nobody cancels, for work inside a request. */
  quietContext: JobContext;
  /** Runs the jobs of the workspace in `folder`, away from the thread that answers. */
  jobRunner(folder: string): RunJob;
  intraOpThreads: number;
}

/** A workspace's data with what every screen asks of it. */
export interface WorkspaceData {
  snapshot: Snapshot;
  entryByKey: ReadonlyMap<string, Entry>;
  /** Judgments of each key. */
  judged: ReadonlyMap<string, { yes: number; no: number }>;
  splitOf(query: string): Split;
  findings: Finding[];
}

/** One open workspace. */
export interface Session {
  folder: string;
  readOnly: boolean;
  reader: WorkspaceReader;
  /** Throws READ_ONLY where another process writes. */
  writer(): WorkspaceWriter;
  jobs(): JobManager;
  snapshot(): Promise<Snapshot>;
  view(): Promise<WorkspaceData>;
  versions: VersionReader;
  latest: LatestReader;
  runs: RunReader;
  /** The version to answer with: the given one, else latest, else the newest. Throws NO_VERSION. */
  served(version?: string): Promise<ServedVersion>;
  inUse(): Promise<string | null>;
  close(): Promise<void>;
}

/** Versions that stay in memory: the one in use and one to compare it with. */
const VERSIONS_IN_MEMORY = 2;

/** Opens a workspace, for writing unless `readOnly`, and mends what a killed process left. */
export async function openSession(
  folder: string,
  readOnly: boolean,
  deps: SessionDeps,
): Promise<Session> {
  if (readOnly)
    return sessionOf(folder, await openForReading(folder, deps.files), null, null, deps);
  const writer = await openForWriting(folder, deps);
  try {
    const { layout, files } = writer;
    const versions = versionWriter(files, layout.versions, deps.clock);
    await versions.removeLeftovers();
    await latestWriter(files, layout, { versions, clock: deps.clock }).repair();
    await runWriter(files, layout.runs, deps.clock).closeKilled();
    const runJob = deps.jobRunner(folder);
    const jobs = createJobManager({ files, folder: layout.jobs, clock: deps.clock, runJob });
    await jobs.open();
    return sessionOf(folder, writer, writer, jobs, deps);
  } catch (error) {
    await writer.close();
    throw error;
  }
}

function sessionOf(
  folder: string,
  reader: WorkspaceReader,
  writer: WorkspaceWriter | null,
  jobs: JobManager | null,
  deps: SessionDeps,
): Session {
  const { files, layout } = reader;
  const versions = versionReader(files, layout.versions);
  const latest = latestReader(files, layout);
  const held = singleFlight<ServedVersion>(VERSIONS_IN_MEMORY, (version) => version.close());
  const data = dataCache(reader, deps);
  const inUse = () => versionInUse(versions, latest);
  return {
    folder,
    readOnly: writer === null,
    reader,
    versions,
    latest,
    runs: runReader(files, layout.runs),
    writer: () => writer ?? refuseWriting(folder),
    jobs: () => jobs ?? refuseWriting(folder),
    snapshot: data.snapshot,
    view: data.view,
    inUse,
    served: async (version) => serve(version ?? (await inUse()), { versions, held, reader, deps }),
    async close() {
      await jobs?.close();
      await held.clear();
      await writer?.close();
    },
  };
}

function refuseWriting(folder: string): never {
  throw new PlumblineError('READ_ONLY', 'This workspace is open for reading only.', {
    file: folder,
    remedy: 'Close the other Plumbline that holds it, or make the change there.',
  });
}

async function versionInUse(versions: VersionReader, latest: LatestReader): Promise<string | null> {
  const promoted = await latest.latest();
  if (promoted !== null) return promoted;
  const usable = (await versions.list()).find(({ manifest }) => manifest !== null);
  return usable?.id ?? null;
}

async function serve(
  id: string | null,
  {
    versions,
    held,
    reader,
    deps,
  }: {
    versions: VersionReader;
    held: SingleFlight<ServedVersion>;
    reader: WorkspaceReader;
    deps: SessionDeps;
  },
): Promise<ServedVersion> {
  if (id === null) {
    throw new PlumblineError('NO_VERSION', 'There is no version to search yet.', {
      remedy: 'Train one first.',
    });
  }
  return held.get(id, async () => {
    const stored = await versions.read(id);
    if (!stored.manifest) {
      throw new PlumblineError('DAMAGED', `Version ${id} is damaged: ${stored.damage}.`, {
        file: stored.folder,
        remedy: 'Use another version, or train again.',
      });
    }
    const { intraOpThreads, quietContext } = deps;
    const options = { intraOpThreads, breathe: quietContext.breathe };
    return openVersion(reader.files, stored.folder, stored.manifest, options);
  });
}

/** Keeps the last snapshot and what follows from it until the data change. */
function dataCache(reader: WorkspaceReader, { quietContext }: SessionDeps) {
  const snapshots = singleFlight<Snapshot>(1, async () => undefined);
  const views = singleFlight<WorkspaceData>(1, async () => undefined);
  const snapshot = async () => {
    const { dataHash } = await dataHashOf(reader);
    return snapshots.get(dataHash, () => loadSnapshot(reader, quietContext));
  };
  return {
    snapshot,
    view: async () => {
      const current = await snapshot();
      return views.get(current.dataHash, () => viewOf(current, quietContext));
    },
  };
}

async function viewOf(snapshot: Snapshot, context: JobContext): Promise<WorkspaceData> {
  const { entries, judgments, contradictions, queries } = snapshot;
  const splits = await assignSplits(queries, context);
  const splitOf = (query: string): Split => splits.get(normaliseText(query))?.split ?? 'train';
  const judged = new Map<string, { yes: number; no: number }>();
  for (const { key, verdict } of judgments) {
    const counts = judged.get(key) ?? { yes: 0, no: 0 };
    counts[verdict] += 1;
    judged.set(key, counts);
  }
  const disputed = contradictions.flatMap((contradiction) => contradiction.judgments);
  const findings = preflight({ entries, judgments: [...judgments, ...disputed], splitOf });
  const entryByKey = new Map(entries.map((entry) => [entry.key, entry]));
  return { snapshot, entryByKey, judged, splitOf, findings };
}
