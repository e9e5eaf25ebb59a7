import type { MonitorReport } from '#core/contract/monitor.ts';
import type { Counts } from '#core/monitor/counts.ts';
import { firstDay } from '#core/monitor/day-files.ts';
import { readReport } from '#core/monitor/monitor-report.ts';
import { parseReference } from '#core/monitor/reference.ts';
import { firstHitsPath } from '#core/train/first-hits.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import type { Session } from './session.ts';

export const monitorHandlers = (engine: EngineContext) => ({
  report: engineRouter.monitor.report.handler(({ input }) => report(engine, input)),
  clear: engineRouter.monitor.clear.handler(async () => {
    const session = engine.session();
    session.writer();
    return { bytes: await session.recorder.clear() };
  }),
});

async function report(
  engine: EngineContext,
  { version: wanted, days }: { version?: string | undefined; days: number },
): Promise<MonitorReport> {
  const session = engine.session();
  const { files, layout } = session.reader;
  const { settings } = await session.reader.about();
  const version = wanted ?? (await session.inUse());
  await session.recorder.flush();
  const from = firstDay(engine.deps.clock.now(), Math.min(days, settings.monitorDays));
  const expected = version === null ? null : await referenceOf(session, version);
  return {
    recording: settings.monitor,
    ...(await readReport(files, { folder: layout.monitor, version, from, expected })),
    retentionDays: settings.monitorDays,
    failure: session.recorder.failure(),
  };
}

/** What a version found for its own test queries; null where it does not keep it. Throws NO_VERSION. */
async function referenceOf({ reader, versions }: Session, id: string): Promise<Counts | null> {
  const { files } = reader;
  const path = firstHitsPath(files, (await versions.read(id)).folder);
  return (await files.exists(path)) ? parseReference(await files.readText(path)) : null;
}
