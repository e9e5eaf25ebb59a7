import { PlumblineError } from '#core/contract/errors.ts';
import type { Metrics } from '#core/contract/metrics.ts';
import type { VersionSummary } from '#core/contract/versions.ts';
import { type LatestWriter, latestWriter } from '#core/versions/latest.ts';
import { summariseVersion } from '#core/versions/version-summary.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import type { Session } from './session.ts';

/** What a version measured when it was made; null where there is nothing or it cannot be read. */
export async function metricsAtTheTime(session: Session, folder: string): Promise<Metrics | null> {
  const { files } = session.reader;
  const path = files.join(folder, 'metrics.json');
  if (!(await files.exists(path))) return null;
  return JSON.parse(await files.readText(path)) as Metrics | null;
}

async function summaries(session: Session): Promise<VersionSummary[]> {
  const latest = await session.latest.latest();
  const stored = await session.versions.list();
  return Promise.all(
    stored.map(async (version) => {
      const metrics = version.manifest ? await metricsAtTheTime(session, version.folder) : null;
      return summariseVersion(version, metrics, latest);
    }),
  );
}

function writerOf(engine: EngineContext): LatestWriter {
  const session = engine.session();
  const { files, layout } = session.writer();
  return latestWriter(files, layout, { versions: session.versions, clock: engine.deps.clock });
}

export const versionHandlers = (engine: EngineContext) => ({
  list: engineRouter.versions.list.handler(() => summaries(engine.session())),
  manifest: engineRouter.versions.manifest.handler(async ({ input }) => {
    const stored = await engine.session().versions.read(input.version);
    if (stored.manifest) return stored.manifest;
    throw new PlumblineError('DAMAGED', `Version ${stored.id} is damaged: ${stored.damage}.`, {
      file: stored.folder,
      remedy: 'Bring its folder back from a copy, or train again.',
    });
  }),
  history: engineRouter.versions.history.handler(() => engine.session().latest.history()),
  promote: engineRouter.versions.promote.handler(({ input }) => {
    const { version, overrideReason } = input;
    return writerOf(engine).promote(version, overrideReason ? { overrideReason } : {});
  }),
  rollback: engineRouter.versions.rollback.handler(({ input }) =>
    writerOf(engine).rollback(input.version, async () => {
      // The load test: whatever cannot be opened cannot be latest.
      await engine.session().served(input.version);
    }),
  ),
});
