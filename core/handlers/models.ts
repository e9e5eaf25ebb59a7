import { PlumblineError } from '#core/contract/errors.ts';
import type { CacheOverview, ModelSummary } from '#core/contract/models.ts';
import { cacheOverview, clearVectorCache } from '#core/embed/cache/vector-cache.ts';
import { forgetVerdicts, readVerdicts } from '#core/embed/devices/verdict-store.ts';
import { catalogue } from '#core/embed/models/catalogue.ts';
import type { StoredModel } from '#core/embed/models/model-record.ts';
import { namesOf, summariseModel, usesModel } from '#core/embed/models/model-summary.ts';
import { repoOf } from '#core/embed/models/origin.ts';
import { hasEnded } from '#core/jobs/job-state.ts';
import { verdictFile } from './device-book.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import { modelsOf, modelWriterOf } from './model-places.ts';
import type { Session } from './session.ts';
import { keepUploadedFile } from './uploads.ts';

/** Ids of the versions that embed with a model, newest first. */
async function usersOf(session: Session, model: StoredModel): Promise<string[]> {
  const names = namesOf(model);
  const versions = await session.versions.list();
  return versions
    .filter(({ manifest }) => manifest && usesModel(manifest.space.settings, names))
    .map(({ id }) => id);
}

async function summaries(engine: EngineContext): Promise<ModelSummary[]> {
  const models = await modelsOf(engine).list();
  const session = engine.session();
  return Promise.all(
    models.map(async (model) => summariseModel(model, await usersOf(session, model))),
  );
}

/** A model that a job works with would be pulled from under it. */
function refuseWhileJobs(session: Session): void {
  const active = session
    .jobs()
    .list()
    .find((job) => !hasEnded(job));
  if (!active) return;
  throw new PlumblineError('BUSY', `"${active.title}" may be using the model.`, {
    remedy: 'Wait until it has ended, or cancel it.',
  });
}

export const modelHandlers = (engine: EngineContext) => ({
  list: engineRouter.models.list.handler(() => summaries(engine)),
  catalogue: engineRouter.models.catalogue.handler(async () => {
    const stored = await modelsOf(engine).list();
    const installed = (repo: string) =>
      stored.find(({ record, damage }) => !damage && repoOf(record?.origin ?? '') === repo);
    return catalogue.map((model) => ({
      ...model,
      installed: installed(model.repo)?.id ?? null,
    }));
  }),
  upload: engineRouter.models.upload.handler(async ({ input }) => {
    const { files, layout } = engine.session().writer();
    return { bytes: await keepUploadedFile(files, layout, input) };
  }),
  remove: engineRouter.models.remove.handler(async ({ input }) => {
    const session = engine.session();
    refuseWhileJobs(session);
    await modelWriterOf(engine).remove(input.model, (model) => usersOf(session, model));
    const { files, layout } = session.writer();
    await forgetVerdicts(files, verdictFile(files, layout), input.model);
    return { model: input.model };
  }),
  devices: engineRouter.models.devices.handler(async () => {
    const { files, layout } = engine.session().reader;
    const { found, machine } = await engine.deps.devices();
    const verdicts = await readVerdicts(files, verdictFile(files, layout));
    // A copied workspace brings what another machine measured; here it would mislead.
    return { found, verdicts: verdicts.filter((verdict) => verdict.machine === machine) };
  }),
  cache: engineRouter.models.cache.handler(() => cacheOf(engine)),
  clearCache: engineRouter.models.clearCache.handler(async () => {
    const { files, layout } = engine.session().writer();
    await clearVectorCache(files, layout.vectorCache);
    return cacheOf(engine);
  }),
});

async function cacheOf(engine: EngineContext): Promise<CacheOverview> {
  const { reader } = engine.session();
  const { settings } = await reader.about();
  const limitBytes = settings.cacheLimitMb * 2 ** 20;
  return cacheOverview(reader.files, reader.layout.vectorCache, limitBytes);
}
