import { PlumblineError } from '#core/contract/errors.ts';
import type { SettingsChange } from '#core/contract/workspace.ts';
import { modelReader } from '#core/embed/models/model-store.ts';
import type { OpenScan } from '#core/index/scan-thread.ts';
import type { RunJob } from '#core/jobs/job-events.ts';
import { createJobManager, type JobManager } from '#core/jobs/job-manager.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { type RunReader, runReader, runWriter } from '#core/runs/run-store.ts';
import { type LatestReader, latestReader, latestWriter } from '#core/versions/latest.ts';
import { type VersionReader, versionReader, versionWriter } from '#core/versions/version-store.ts';
import {
  openForReading,
  openForWriting,
  type WorkspaceReader,
  type WorkspaceWriter,
} from '#core/workspace/open-workspace.ts';
import { checkedVersions } from './checked-versions.ts';
import { mendingRunner } from './mending-runner.ts';
import { answeringAccess } from './model-access.ts';
import { turns } from './turns.ts';
import { removeOrphans } from './uploads.ts';
import { type VersionShelf, versionShelf } from './version-shelf.ts';
import { type WorkspaceData, workspaceData } from './workspace-data.ts';

/** What a session needs of the world. */
export interface SessionDeps {
  files: Files;
  clock: Clock;
  /** A context that nobody cancels, for work inside a request. */
  quietContext: JobContext;
  /** Runs the jobs of the workspace in `folder`, away from the thread that answers. */
  jobRunner(folder: string): RunJob;
  intraOpThreads: number;
  /** Scans large indexes elsewhere than in this thread. */
  openScan?: OpenScan;
  /** Of this machine, in bytes. */
  memoryBytes: number;
  /** The folder of the model that ships with the app. */
  builtinFolder: string;
}

/** One open workspace. */
export interface Session extends Pick<VersionShelf, 'answer' | 'inUse'> {
  folder: string;
  readOnly: boolean;
  reader: WorkspaceReader;
  /** Throws READ_ONLY where another process writes. */
  writer(): WorkspaceWriter;
  /** Throws READ_ONLY likewise. */
  jobs(): JobManager;
  /** Changes some settings, one change after another. */
  updateSettings(changes: SettingsChange): Promise<void>;
  data(): Promise<WorkspaceData>;
  /** Versions whose files are missing or cut show as damaged. */
  versions: VersionReader;
  latest: LatestReader;
  runs: RunReader;
  /** Stops the job that runs, waits for searches, and gives the lock back. */
  close(): Promise<void>;
}

/** The half of a session that changes things. */
interface Writing {
  writer: WorkspaceWriter;
  jobs: JobManager;
  close(): Promise<void>;
}

/** Opens a workspace, for writing unless `readOnly`, and mends what a killed process left. */
export async function openSession(
  folder: string,
  readOnly: boolean,
  deps: SessionDeps,
): Promise<Session> {
  if (readOnly) return sessionOf(folder, await openForReading(folder, deps.files), null, deps);
  const writer = await openForWriting(folder, deps);
  try {
    return sessionOf(folder, writer, await startWriting(folder, writer, deps), deps);
  } catch (error) {
    await writer.close();
    throw error;
  }
}

async function startWriting(
  folder: string,
  writer: WorkspaceWriter,
  { files, clock, jobRunner }: SessionDeps,
): Promise<Writing> {
  const { layout } = writer;
  const versions = versionWriter(files, layout.versions, clock);
  const runs = runWriter(files, layout.runs, clock);
  await versions.removeLeftovers();
  await latestWriter(files, layout, { versions, clock }).repair();
  await runs.closeKilled();
  await removeOrphans(files, layout);
  let closing = false;
  const around = { writer, versions, runs, closing: () => closing };
  const runJob = mendingRunner(jobRunner(folder), around);
  const jobs = createJobManager({ files, folder: layout.jobs, clock, runJob });
  await jobs.open();
  const close = () => {
    closing = true;
    return jobs.close();
  };
  return { writer, jobs, close };
}

function sessionOf(
  folder: string,
  reader: WorkspaceReader,
  writing: Writing | null,
  deps: SessionDeps,
): Session {
  const { files, layout } = reader;
  const versions = checkedVersions(files, versionReader(files, layout.versions));
  const latest = latestReader(files, layout);
  const { intraOpThreads, openScan, memoryBytes, quietContext, builtinFolder } = deps;
  const store = modelReader(files, { folder: layout.models, builtinFolder });
  const models = answeringAccess({ files, store, intraOpThreads });
  const shelf = versionShelf({
    ...{ files, folder: layout.versions, versions, latest, intraOpThreads, memoryBytes, models },
    ...(openScan && { openScan }),
    settings: async () => (await reader.about()).settings,
  });
  const inTurn = turns();
  const write = () => writing ?? refuseWriting(folder);
  return {
    ...{ folder, reader, versions, latest },
    ...{ answer: shelf.answer, inUse: shelf.inUse },
    readOnly: writing === null,
    runs: runReader(files, layout.runs),
    data: workspaceData(reader, quietContext),
    writer: () => write().writer,
    jobs: () => write().jobs,
    updateSettings(changes) {
      const { writer } = write();
      return inTurn(async () => void (await writer.updateSettings(changes)));
    },
    async close() {
      try {
        await writing?.close();
        await shelf.close();
      } finally {
        await writing?.writer.close();
      }
    },
  };
}

function refuseWriting(folder: string): never {
  throw new PlumblineError('READ_ONLY', 'This workspace is open for reading only.', {
    file: folder,
    remedy: 'Close the other Plumbline that holds it, or make the change there.',
  });
}
