import { PlumblineError } from '#core/contract/errors.ts';
import type { SecretName, SettingsChange } from '#core/contract/workspace.ts';
import { modelReader } from '#core/embed/models/model-store.ts';
import type { OpenScan } from '#core/index/scan-thread.ts';
import type { RunJob } from '#core/jobs/job-events.ts';
import { createJobManager, type JobManager } from '#core/jobs/job-manager.ts';
import type { NewJob } from '#core/jobs/job-queue.ts';
import { createRecorder, NO_RECORDER, type Recorder } from '#core/monitor/recorder.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { Files } from '#core/platform/files.ts';
import type { HttpClient } from '#core/platform/http-client.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import type { Timer } from '#core/platform/timer.ts';
import { type RunReader, runReader, runWriter } from '#core/runs/run-store.ts';
import type { Scheduler } from '#core/schedule/scheduler.ts';
import { type LatestReader, latestReader, latestWriter } from '#core/versions/latest.ts';
import { type VersionReader, versionReader, versionWriter } from '#core/versions/version-store.ts';
import {
  openForReading,
  openForWriting,
  type WorkspaceReader,
  type WorkspaceWriter,
} from '#core/workspace/open-workspace.ts';
import { keepSecret } from '#core/workspace/secrets.ts';
import { checkedVersions } from './checked-versions.ts';
import { countingRunner } from './counting-runner.ts';
import { versionMadeBy } from './made-by.ts';
import { mendingRunner } from './mending-runner.ts';
import { answeringAccess } from './model-access.ts';
import { announcingRunner, type Notifier, notifier } from './notifier.ts';
import { pushingRunner } from './pushing-runner.ts';
import { scheduleRunner } from './schedule-runner.ts';
import { turns } from './turns.ts';
import { removeOrphans } from './uploads.ts';
import { type VersionShelf, versionShelf } from './version-shelf.ts';
import { type WorkspaceData, workspaceData } from './workspace-data.ts';

/** What a session needs of the world. */
export interface SessionDeps {
  files: Files;
  clock: Clock;
  timer: Timer;
  /** This process stays: it watches files and the clock for the workspaces that it opens. */
  keepsSchedule?: boolean;
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
  sha256(content: Uint8Array | string): string;
  /** Hex HMAC-SHA256. */
  hmac(secret: string, content: Uint8Array | string): string;
  http: HttpClient;
  /** Rejects as soon as the signal is aborted. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** One open workspace. */
export interface Session extends Pick<VersionShelf, 'answer' | 'inUse' | 'withdraw'> {
  folder: string;
  readOnly: boolean;
  reader: WorkspaceReader;
  /** Throws READ_ONLY where another process writes. */
  writer(): WorkspaceWriter;
  /** Throws READ_ONLY likewise. */
  jobs(): JobManager;
  /** Tells services of promotions. Throws READ_ONLY likewise. */
  notifier(): Notifier;
  /** Changes some settings, one change after another. */
  updateSettings(changes: SettingsChange): Promise<void>;
  /** Keeps a secret, or forgets it (null). */
  setSecret(name: SecretName, value: string | null): Promise<void>;
  data(): Promise<WorkspaceData>;
  /** Versions whose files are missing or cut show as damaged. */
  versions: VersionReader;
  latest: LatestReader;
  runs: RunReader;
  /** Counts what is answered; a process that may only read counts nothing. */
  recorder: Recorder;
  /** Throws READ_ONLY where another process writes. */
  schedule(): Scheduler;
  /** Stops the job that runs, waits for searches, and gives the lock back. */
  close(): Promise<void>;
}

/** The half of a session that changes things. */
interface Writing {
  writer: WorkspaceWriter;
  jobs: JobManager;
  notifier: Notifier;
  recorder: Recorder;
  schedule: Scheduler;
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
  deps: SessionDeps,
): Promise<Writing> {
  const { files, clock, timer, jobRunner } = deps;
  const { layout } = writer;
  const versions = versionWriter(files, layout.versions, clock);
  const runs = runWriter(files, layout.runs, clock);
  await versions.removeLeftovers();
  const latest = latestWriter(files, layout, { versions, clock });
  await latest.repair();
  await runs.closeKilled(versionMadeBy(versions));
  await removeOrphans(files, layout);
  let closing = false;
  const around = { writer, versions, runs, closing: () => closing };
  const telling = notifier({ ...deps, writer, versions });
  const settings = async () => (await writer.about()).settings;
  const recorder = createRecorder({ files, clock, timer, folder: layout.monitor, settings });
  const counted = countingRunner(jobRunner(folder), recorder);
  const announced = announcingRunner(mendingRunner(counted, around), telling);
  const enqueue = (job: NewJob): Promise<string> => jobs.enqueue(job);
  const runJob = pushingRunner(announced, { settings, enqueue });
  const jobs = createJobManager({ files, folder: layout.jobs, clock, runJob });
  await jobs.open();
  const parts = { writer, jobs, versions, latest, runs };
  const schedule = scheduleRunner({ ...parts, clock, timer, pause: deps.pause });
  if (deps.keepsSchedule) schedule.start();
  const close = async () => {
    closing = true;
    await schedule.close();
    await jobs.close();
    await telling.close();
  };
  return { writer, jobs, notifier: telling, recorder, schedule, close };
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
    ...{ answer: shelf.answer, inUse: shelf.inUse, withdraw: shelf.withdraw },
    readOnly: writing === null,
    runs: runReader(files, layout.runs),
    data: workspaceData(reader, quietContext),
    writer: () => write().writer,
    jobs: () => write().jobs,
    notifier: () => write().notifier,
    recorder: writing?.recorder ?? NO_RECORDER,
    schedule: () => write().schedule,
    updateSettings(changes) {
      const { writer, recorder } = write();
      return inTurn(async () => {
        // What was answered so far is counted, or not, as was set then.
        if (changes.monitor !== undefined) await recorder.flush();
        await writer.updateSettings(changes);
      });
    },
    setSecret(name, value) {
      const { writer } = write();
      return inTurn(() => keepSecret(writer.files, writer.layout, name, value));
    },
    async close() {
      try {
        await writing?.close();
        await shelf.close();
        // Last: what was asked before is answered, and counts.
        await writing?.recorder.close();
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
