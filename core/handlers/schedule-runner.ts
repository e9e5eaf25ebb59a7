import { EmbedderChoice, type TrainRequest } from '#core/contract/jobs.ts';
import type { JobManager } from '#core/jobs/job-manager.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { Timer } from '#core/platform/timer.ts';
import type { RunReader } from '#core/runs/run-store.ts';
import { createScheduler, type Scheduler } from '#core/schedule/scheduler.ts';
import { changedSettings } from '#core/train/incremental-parent.ts';
import type { LatestReader } from '#core/versions/latest.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import type { VersionReader } from '#core/versions/version-store.ts';
import type { WorkspaceWriter } from '#core/workspace/open-workspace.ts';
import { baseName } from './read-source.ts';
import type { ImportJob } from './tasks/import-task.ts';

interface RunnerDeps {
  writer: WorkspaceWriter;
  jobs: JobManager;
  versions: VersionReader;
  latest: LatestReader;
  runs: Pick<RunReader, 'list'>;
  clock: Clock;
  timer: Timer;
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

type Manifest = NonNullable<StoredVersion['manifest']>;

/** The schedule of an open workspace: what it begins are jobs like those that a person begins. */
export function scheduleRunner({
  writer,
  jobs,
  clock,
  timer,
  pause,
  ...deps
}: RunnerDeps): Scheduler {
  const settings = async () => (await writer.about()).settings;
  return createScheduler({
    ...{ files: writer.files, path: writer.layout.schedule, clock, timer, settings },
    pause: (milliseconds) => pause(milliseconds, new AbortController().signal),
    imports: async () => (await writer.ledger.read()).imports,
    jobs: jobs.list,
    startImport: (file) => {
      const request: ImportJob = { ...file, name: baseName(file.path), staged: false };
      return jobs.enqueue({ kind: 'import', title: `Import ${request.name}`, request });
    },
    async startTraining(of) {
      const parent = await versionInUse(deps);
      const choice = parent ? await embedderOf(parent, deps) : EmbedderChoice.parse({});
      const mode =
        of === 'changes' && parent !== null && canGoOn(parent, await settings())
          ? 'incremental'
          : 'full-train';
      const request: TrainRequest = { ...choice, mode };
      const title = of === 'everything' ? 'Daily full train' : TITLES[mode];
      return jobs.enqueue({ kind: 'train', title, request });
    },
  });
}

const TITLES = { incremental: 'Incremental training', 'full-train': 'Full train' };

/** What was learnt means nothing under other settings. */
const canGoOn = (parent: Manifest, settings: Parameters<typeof changedSettings>[1]): boolean =>
  changedSettings(parent.settings, settings).length === 0;

async function versionInUse({
  versions,
  latest,
}: Pick<RunnerDeps, 'versions' | 'latest'>): Promise<Manifest | null> {
  const promoted = await latest.latest();
  if (promoted !== null) return (await versions.read(promoted)).manifest;
  return (await versions.list()).find(({ manifest }) => manifest !== null)?.manifest ?? null;
}

/** As the run that made the version was told; the builtin one where that is not known, as with one from a bundle. */
async function embedderOf(
  { run }: Manifest,
  { runs }: Pick<RunnerDeps, 'runs'>,
): Promise<EmbedderChoice> {
  const record = (await runs.list()).find(({ id }) => id === run);
  return EmbedderChoice.parse(record?.parameters ?? {});
}
