import type { Entry } from '#core/contract/data.ts';
import type { TrainRequest } from '#core/contract/jobs.ts';
import type { Settings } from '#core/contract/workspace.ts';
import type { VectorCache } from '#core/embed/cache/vector-cache.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import type { LatestWriter } from '#core/versions/latest.ts';
import type { VersionWriter } from '#core/versions/version-store.ts';
import type { Snapshot } from '#core/workspace/snapshot.ts';
import type { ModelAccess } from './model-access.ts';
import type { StageReporter } from './stages.ts';

/** What a training begins with. */
export interface TrainingStart {
  request: TrainRequest;
  /** Id of the run that records it. */
  run: string;
  settings: Settings;
  loadSnapshot(): Promise<Snapshot>;
  /** The entries of a collection other than the canonical one. */
  loadCollection(name: string): Promise<Entry[]>;
}

/** What a training needs of the world. */
export interface TrainDeps {
  files: Files;
  clock: Clock;
  /** The workspace's cache folder: may be deleted at any time. */
  cache: string;
  versions: VersionWriter;
  latest: LatestWriter;
  context: JobContext;
  reporter: StageReporter;
  sha256(content: Uint8Array | string): string;
  intraOpThreads: number;
  /** Of this machine, in bytes. */
  memoryBytes: number;
  models: ModelAccess;
  /** Vectors of slow models, shared by all versions. */
  vectorCache: VectorCache;
  appVersion: string;
  /** Largest resident set of the process so far, in megabytes. */
  peakRssMb(): number;
  /** Told of what is measured while it learns, e.g. ('adapter.loss', 0.41, 3). */
  metric?(name: string, value: number, step: number): void;
}
