import { Metrics } from '#core/contract/metrics.ts';
import type { PromotionEvent, VersionSummary } from '#core/contract/versions.ts';
import { whyKept } from '#core/versions/kept-versions.ts';
import { type LatestWriter, latestWriter } from '#core/versions/latest.ts';
import { summariseVersion } from '#core/versions/version-summary.ts';
import { damagedVersion } from './checked-versions.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import type { Session } from './session.ts';
import { versionNeeds } from './version-needs.ts';
import { versionTurns } from './version-turns.ts';

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
  const stored = await session.versions.list();
  const needs = await versionNeeds(session, stored);
  return Promise.all(
    stored.map(async (version) => {
      const metrics = version.manifest ? await metricsAtTheTime(session, version.folder) : null;
      const kept = whyKept(version.id, needs);
      return { ...summariseVersion(version, metrics, needs.latest), kept };
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
    const options = {
      loadTest: () => loadTest(engine, version),
      ...(overrideReason !== undefined && { overrideReason }),
    };
    return announced(engine, (latest) => latest.promote(version, options));
  }),
  rollback: engineRouter.versions.rollback.handler(({ input: { version } }) =>
    announced(engine, (latest) => latest.rollback(version, () => loadTest(engine, version))),
  ),
});

/** Changes latest, and tells services of it behind. */
async function announced(
  engine: EngineContext,
  change: (latest: LatestWriter) => Promise<PromotionEvent>,
): Promise<PromotionEvent> {
  const session = engine.session();
  const notifier = session.notifier();
  const event = await versionTurns(session)(() => change(writerOf(engine)));
  notifier.announce(event.to);
  return event;
}

/** Whatever cannot be opened cannot be latest. */
function loadTest(engine: EngineContext, version: string): Promise<void> {
  return engine.session().answer(version, async () => undefined);
}
