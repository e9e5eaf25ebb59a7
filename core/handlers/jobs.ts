import type { z } from 'zod';
import type { AddModelRequest, ImportRequest } from '#core/contract/jobs.ts';
import { offlineError } from '#core/embed/models/offline.ts';
import type { JobManager } from '#core/jobs/job-manager.ts';
import { removeUnbegun } from '#core/match-tables/match-store.ts';
import { startBundleImport, startExport } from './bundle-jobs.ts';
import type { EngineContext } from './engine-context.ts';
import { requireVersion } from './evaluate-measured.ts';
import { engineRouter } from './implementer.ts';
import { modelsOf } from './model-places.ts';
import { baseName } from './read-source.ts';
import { matchToResume, resumeMatch, startMatch } from './start-match.ts';
import { startPush } from './start-push.ts';
import type { ImportJob } from './tasks/import-task.ts';
import { keepUpload, uploadOf } from './uploads.ts';

const MODE_TITLES = {
  'smoke-test': 'Smoke test',
  'build-index': 'Build index',
  'build-index-feedback': 'Build index with feedback',
  'full-train': 'Full train',
  incremental: 'Incremental training',
} as const;

/** Puts the file where a worker can read it; content from a browser is written below the cache. */
async function stage(
  engine: EngineContext,
  request: z.output<typeof ImportRequest>,
): Promise<ImportJob> {
  const { source, ...rest } = request;
  if ('path' in source)
    return { path: source.path, name: baseName(source.path), staged: false, ...rest };
  const { files, layout } = engine.session().writer();
  const { content } = source;
  const path = await keepUpload(files, layout, { content, clock: engine.deps.clock });
  return { path, name: baseName(source.name), staged: true, ...rest };
}

/** What a model will be called unless its files say better. */
function sourceName({ source, name }: AddModelRequest): string {
  if (name !== undefined) return name;
  if (source.from === 'hub') return baseName(source.repo);
  return source.from === 'folder' ? baseName(source.path) : source.name;
}

async function refuseOffline(engine: EngineContext, { source }: AddModelRequest): Promise<void> {
  if (source.from !== 'hub') return;
  const { settings } = await engine.session().reader.about();
  if (settings.offline) throw offlineError(source.repo);
}

/** Gives up a job that does not run, with the upload that it would have read. */
async function givingUp<Result>(
  engine: EngineContext,
  id: string,
  giveUp: (jobs: JobManager) => Promise<Result>,
): Promise<Result> {
  const session = engine.session();
  const jobs = session.jobs();
  const { files, layout } = session.writer();
  const upload = await uploadOf(files, layout, id);
  const match = matchToResume(jobs, id);
  const running = jobs.list().some((job) => job.id === id && job.status === 'running');
  const result = await giveUp(jobs);
  // What a running job reads goes when the job has ended.
  if (upload !== null && !running) await files.remove(upload);
  if (match !== null && !running) await removeUnbegun(files, layout.matches, match);
  return result;
}

export const jobHandlers = (engine: EngineContext) => ({
  train: engineRouter.jobs.train.handler(async ({ input }) => {
    const title = MODE_TITLES[input.mode];
    return { id: await engine.session().jobs().enqueue({ kind: 'train', title, request: input }) };
  }),
  import: engineRouter.jobs.import.handler(async ({ input }) => {
    const jobs = engine.session().jobs();
    const request = await stage(engine, input);
    const title = `Import ${request.name}`;
    try {
      return { id: await jobs.enqueue({ kind: 'import', title, request }) };
    } catch (error) {
      if (request.staged) await engine.session().writer().files.remove(request.path);
      throw error;
    }
  }),
  rescore: engineRouter.jobs.rescore.handler(async () => {
    const job = { kind: 'rescore' as const, title: 'Re-score versions', request: {} };
    return { id: await engine.session().jobs().enqueue(job) };
  }),
  addModel: engineRouter.jobs.addModel.handler(async ({ input }) => {
    const jobs = engine.session().jobs();
    await refuseOffline(engine, input);
    const title = `Add model ${sourceName(input)}`;
    return { id: await jobs.enqueue({ kind: 'add-model', title, request: input }) };
  }),
  probe: engineRouter.jobs.probe.handler(async ({ input }) => {
    const jobs = engine.session().jobs();
    const { record } = await modelsOf(engine).whole(input.model);
    const title = `Measure ${record.name} on this machine`;
    return { id: await jobs.enqueue({ kind: 'probe', title, request: input }) };
  }),
  match: engineRouter.jobs.match.handler(({ input }) => startMatch(engine, input)),
  rebuild: engineRouter.jobs.rebuild.handler(async ({ input }) => {
    const session = engine.session();
    const jobs = session.jobs();
    const { id } = await session.versions.read(input.version);
    const job = { kind: 'rebuild' as const, title: `Rebuild ${id}`, request: { version: id } };
    return { id: await jobs.enqueue(job) };
  }),
  recreate: engineRouter.jobs.recreate.handler(async ({ input }) => {
    const session = engine.session();
    const jobs = session.jobs();
    const { id } = await session.versions.read(input.version);
    const job = { kind: 'recreate' as const, title: `Recreate ${id}`, request: { version: id } };
    return { id: await jobs.enqueue(job) };
  }),
  learningCurve: engineRouter.jobs.learningCurve.handler(async ({ input }) => {
    const session = engine.session();
    const jobs = session.jobs();
    const wanted = await requireVersion(session, input.version ?? null);
    const { id } = await session.versions.read(wanted);
    const request = { version: id };
    const job = { kind: 'learning-curve' as const, title: `Learning curve of ${id}`, request };
    return { id: await jobs.enqueue(job) };
  }),
  exportBundle: engineRouter.jobs.exportBundle.handler(({ input }) => startExport(engine, input)),
  importBundle: engineRouter.jobs.importBundle.handler(({ input }) =>
    startBundleImport(engine, input),
  ),
  pushMlflow: engineRouter.jobs.pushMlflow.handler(({ input }) => startPush(engine, input)),
  // Whoever may only read has no jobs of its own, and sees none.
  list: engineRouter.jobs.list.handler(() => {
    const session = engine.session();
    return session.readOnly ? [] : session.jobs().list();
  }),
  watch: engineRouter.jobs.watch.handler(({ input, signal }) =>
    engine.session().jobs().watch(input.id, signal),
  ),
  cancel: engineRouter.jobs.cancel.handler(({ input }) =>
    givingUp(engine, input.id, (jobs) => jobs.cancel(input.id)),
  ),
  pause: engineRouter.jobs.pause.handler(({ input }) =>
    engine.session().jobs().setPaused(input.id, true),
  ),
  unpause: engineRouter.jobs.unpause.handler(({ input }) =>
    engine.session().jobs().setPaused(input.id, false),
  ),
  resume: engineRouter.jobs.resume.handler(async ({ input: { id } }) => {
    const session = engine.session();
    const jobs = session.jobs();
    const match = matchToResume(jobs, id);
    return match === null ? { id: await jobs.resume(id) } : resumeMatch(session, match);
  }),
  dismiss: engineRouter.jobs.dismiss.handler(async ({ input }) => {
    await givingUp(engine, input.id, (jobs) => jobs.dismiss(input.id));
    return { id: input.id };
  }),
});
