import { Metrics } from '#core/contract/metrics.ts';
import type { VersionSummary } from '#core/contract/versions.ts';
import { type LatestWriter, latestWriter } from '#core/versions/latest.ts';
import { summariseVersion } from '#core/versions/version-summary.ts';
import { damagedVersion } from './checked-versions.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import type { Session } from './session.ts';

/** What a version measured when it was made; null where there is nothing or it cannot be read. */
export async function metricsAtTheTime(session: Session, folder: string): Promise<Metrics | null> {
  const { files } = session.reader;
  const path = files.join(folder, 'metrics.json');
  if (!(await files.exists(path))) return null;
  const parsed = Metrics.safeParse(parseJson(await files.readText(path)));
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // the caller says what an unreadable file means
  }
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
    throw damagedVersion(stored, stored.damage);
  }),
  history: engineRouter.versions.history.handler(() => engine.session().latest.history()),
  promote: engineRouter.versions.promote.handler(({ input }) => {
    const { version, overrideReason } = input;
    const options = { loadTest: () => loadTest(engine, version) };
    return writerOf(engine).promote(
      version,
      overrideReason === undefined ? options : { ...options, overrideReason },
    );
  }),
  rollback: engineRouter.versions.rollback.handler(({ input }) =>
    writerOf(engine).rollback(input.version, () => loadTest(engine, input.version)),
  ),
});

/** Whatever cannot be opened cannot be latest. */
function loadTest(engine: EngineContext, version: string): Promise<void> {
  return engine.session().answer(version, async () => undefined);
}
