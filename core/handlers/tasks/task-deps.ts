import type { FetchDeps } from '#core/embed/models/fetch-model.ts';
import type { DevicesHere } from '#core/embed/onnx/find-devices.ts';
import type { OpenScan } from '#core/index/scan-thread.ts';
import type { JobEvent } from '#core/jobs/job-events.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { NewDigest } from '#core/platform/digest.ts';
import type { Files } from '#core/platform/files.ts';
import type { HttpClient } from '#core/platform/http-client.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import type { SpawnMatchThread } from '#core/train/match-threads.ts';
import type { ModelAccess } from '#core/train/model-access.ts';
import type { WorkspaceWriter } from '#core/workspace/open-workspace.ts';

/** What the work of a job is given, in the thread that does it. */
export interface TaskDeps {
  workspace: WorkspaceWriter;
  files: Files;
  clock: Clock;
  context: JobContext;
  emit(event: JobEvent): void;
  sha256(content: Uint8Array | string): string;
  hmac(secret: string, content: Uint8Array | string): string;
  http: HttpClient;
  digest: NewDigest;
  intraOpThreads: number;
  /** Scans large indexes elsewhere than in this thread. */
  openScan?: OpenScan;
  /** Matches beside this thread. */
  spawnMatchThread?: SpawnMatchThread;
  /** Of this machine, in bytes. */
  memoryBytes: number;
  models: ModelAccess;
  appVersion: string;
  environment: Record<string, string>;
  peakRssMb(): number;
}

/** What jobs that add or measure models are given besides. */
export interface ModelTaskDeps extends TaskDeps, Pick<FetchDeps, 'fetch' | 'pause' | 'hub'> {
  builtinFolder: string;
  /** Looks once and keeps the answer. */
  devices(): Promise<DevicesHere>;
}
