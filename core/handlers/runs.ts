import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';

export const runHandlers = (engine: EngineContext) => ({
  list: engineRouter.runs.list.handler(() => engine.session().runs.list()),
});

export const engineHandlers = (engine: EngineContext) => ({
  info: engineRouter.engine.info.handler(() => engine.deps.info),
});
