import { PlumblineError } from '#core/contract/errors.ts';
import { compareRuns } from './compare-runs.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import { listRuns, runDetail } from './run-detail.ts';

export const runHandlers = (engine: EngineContext) => ({
  list: engineRouter.runs.list.handler(({ input = {} }) => listRuns(engine.session(), input)),
  get: engineRouter.runs.get.handler(({ input }) => runDetail(engine.session(), input.id)),
  compare: engineRouter.runs.compare.handler(({ input }) => compareRuns(engine, input)),
});

export const engineHandlers = (engine: EngineContext) => ({
  info: engineRouter.engine.info.handler(async () => ({
    ...engine.deps.info,
    offline: await isOffline(engine),
  })),
});

/** Without a workspace there is nothing that could be fetched. */
async function isOffline({ session }: EngineContext): Promise<boolean> {
  try {
    return (await session().reader.about()).settings.offline;
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'NO_WORKSPACE') return true;
    throw error;
  }
}
