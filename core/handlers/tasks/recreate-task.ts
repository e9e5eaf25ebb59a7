import { z } from 'zod';
import { EmbedderChoice, TRAIN_STAGES } from '#core/contract/jobs.ts';
import { LEXICAL } from '#core/contract/models.ts';
import type { Manifest, PromotionEvent } from '#core/contract/versions.ts';
import { Settings } from '#core/contract/workspace.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import { runTraining } from '#core/train/run-training.ts';
import type { TrainDeps, TrainingStart } from '#core/train/train-deps.ts';
import { checkVersion } from '#core/versions/check-version.ts';
import type { LatestWriter } from '#core/versions/latest.ts';
import {
  beginAgain,
  commitAgain,
  comparedFiles,
  manifestAgain,
} from '#core/versions/recreate-version.ts';
import { type VersionWriter, versionWriter } from '#core/versions/version-store.ts';
import { loadSnapshot } from '#core/workspace/snapshot.ts';
import { explainNative } from './native-failure.ts';
import {
  isWhole,
  lostParent,
  otherModel,
  refuseOtherData,
  unknownOrigin,
  wordsOf,
} from './recreated.ts';
import type { TaskDeps } from './task-deps.ts';
import { entriesOf, trainDeps, withVectorCache } from './train-task.ts';

export const RecreateJob = z.object({ version: z.string() });
export type RecreateJob = z.infer<typeof RecreateJob>;

/**
 * Makes a damaged version again under its own id, from what its manifest says: the same mode, embedder, settings and
 * seed, where today's data are those that it was made of. Until the new one is whole the damaged one stays; then that
 * goes to quarantine. Throws NO_VERSION, DAMAGED, and BAD_INPUT where it is whole or the data are others.
 */
export async function recreateTask(
  { version: id }: RecreateJob,
  deps: TaskDeps,
): Promise<JobResult> {
  const { workspace, files, clock, emit, context } = deps;
  const { layout } = workspace;
  emit({ type: 'plan', stages: ['check', ...TRAIN_STAGES] });
  emit({ type: 'stage', stage: 'check', state: 'running' });
  const store = versionWriter(files, layout.versions, clock);
  const stored = await store.read(id);
  if (stored.manifest === null) throw unknownOrigin(stored);
  const { problems } = await checkVersion(files, stored, context.breathe);
  const [first] = problems;
  if (first === undefined) throw isWhole(id);
  const detail = `${first.file} ${first.problem}`;
  emit({ type: 'stage', stage: 'check', state: 'done', detail });
  const { manifest } = stored;
  await refuseLostParent(manifest, store);
  const start = await startOf(manifest, deps);
  const again = againIn(store, manifest, deps);
  try {
    await withVectorCache(deps, start.settings, (vectorCache) =>
      runTraining(start, {
        ...trainDeps(deps),
        ...{ context, vectorCache, versions: again.versions, latest: again.latest },
        models: sameModel(deps.models, manifest),
        reporter: reporterOf(emit),
      }),
    );
  } catch (error) {
    throw explainNative(error);
  }
  context.log('info', again.words());
  return {};
}

/** An incremental one keeps what its parent had learnt. */
async function refuseLostParent(manifest: Manifest, store: VersionWriter): Promise<void> {
  const from = manifest.incremental?.from;
  if (from === undefined || (await store.list()).some(({ id }) => id === from)) return;
  throw lostParent(manifest.version, from);
}

function reporterOf(emit: TaskDeps['emit']): TrainDeps['reporter'] {
  return {
    start: (stage) => emit({ type: 'stage', stage, state: 'running' }),
    done: (stage, detail) => emit({ type: 'stage', stage, state: 'done', detail }),
    skip: (stage, detail) => emit({ type: 'stage', stage, state: 'skipped', detail }),
  };
}

async function startOf(manifest: Manifest, deps: TaskDeps): Promise<TrainingStart> {
  const { workspace, context } = deps;
  return {
    request: { mode: manifest.mode, ...choiceOf(manifest) },
    run: manifest.run,
    settings: await settingsOf(manifest, deps),
    async loadSnapshot() {
      const snapshot = await loadSnapshot(workspace, context);
      refuseOtherData(manifest, snapshot);
      return snapshot;
    },
    loadCollection: (name) => entriesOf(workspace, name),
  };
}

/** Versions of before do not know their settings; today's are tried, and the measures tell whether they were the same. */
async function settingsOf({ settings, seed }: Manifest, deps: TaskDeps): Promise<Settings> {
  const own = Settings.safeParse({ ...settings, seed });
  if (own.success && Object.keys(settings).length > 0) return own.data;
  deps.context.log(
    'warn',
    'It does not say with which settings it was made: those of today are taken.',
  );
  return { ...(await deps.workspace.about()).settings, seed };
}

const UsedModel = z.object({
  id: z.string(),
  sha256: z.string(),
  dtype: EmbedderChoice.shape.dtype.nullable(),
});

function modelOf({ space }: Manifest) {
  return UsedModel.safeParse(space.settings.model).data ?? null;
}

function choiceOf(manifest: Manifest): EmbedderChoice {
  const model = modelOf(manifest);
  return EmbedderChoice.parse({
    embedder: model?.id ?? LEXICAL,
    dtype: model?.dtype ?? undefined,
  });
}

/** Refuses another model before anything is embedded with it. */
function sameModel(models: TaskDeps['models'], manifest: Manifest): TrainDeps['models'] {
  const wanted = modelOf(manifest);
  return {
    ...models,
    async forTraining(choice, context) {
      const opened = await models.forTraining(choice, context);
      const { sha256, dtype, name } = opened.use;
      if (sha256 === wanted?.sha256 && dtype === wanted.dtype) return opened;
      await opened.embedder.close();
      throw otherModel(name, manifest);
    },
  };
}

/** Versions and latest as the training shall see them. */
function againIn(store: VersionWriter, old: Manifest, deps: TaskDeps) {
  const { files, workspace } = deps;
  const { layout } = workspace;
  const place = { folder: layout.versions, quarantine: layout.quarantine };
  let words = '';
  const versions: VersionWriter = {
    ...store,
    begin: () => beginAgain(files, place, old.version),
    async commit(draft, made) {
      const now = await manifestAgain(files, draft, old, made);
      const compared = comparedFiles(old, now);
      const measured = !compared.other.includes('metrics.json');
      // The gate asked how it does against what was latest then; with the same measures, that still holds.
      const manifest = measured ? { ...now, gate: old.gate } : now;
      const away = await commitAgain(files, place, draft, manifest);
      words = wordsOf(old, compared, away);
      return manifest;
    },
  };
  return { versions, latest: untouched(old), words: () => words };
}

/** It is not compared with what is latest today, and does not become latest by being made again. */
function untouched(old: Manifest): LatestWriter {
  const event: PromotionEvent = {
    at: old.createdAt,
    from: null,
    to: old.version,
    kind: 'promote',
    reason: '',
  };
  return {
    latest: async () => old.incremental?.from ?? null,
    history: async () => [],
    promote: async () => event,
    rollback: async () => event,
    repair: async () => undefined,
  };
}
