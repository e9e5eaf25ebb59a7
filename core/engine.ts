import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { Contract } from '#core/contract/contract.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { dataHandlers } from './handlers/data.ts';
import type { EngineContext, EngineDeps } from './handlers/engine-context.ts';
import { evaluateHandlers } from './handlers/evaluate.ts';
import { exportFormatHandlers } from './handlers/export-format.ts';
import { engineRouter } from './handlers/implementer.ts';
import { jobHandlers } from './handlers/jobs.ts';
import { matchTableHandlers } from './handlers/match-tables.ts';
import { modelHandlers } from './handlers/models.ts';
import { monitorHandlers } from './handlers/monitor.ts';
import { reportHandlers } from './handlers/report.ts';
import { reviewHandlers } from './handlers/review.ts';
import { engineHandlers, runHandlers } from './handlers/runs.ts';
import { scheduleHandlers } from './handlers/schedule.ts';
import { matchHandlers, searchHandlers } from './handlers/search.ts';
import { openSession, type Session } from './handlers/session.ts';
import { turns } from './handlers/turns.ts';
import { versionCareHandlers } from './handlers/version-care.ts';
import { versionHandlers } from './handlers/versions.ts';
import { workspaceHandlers } from './handlers/workspace.ts';

function routerOf(engine: EngineContext) {
  return engineRouter.router({
    engine: engineHandlers(engine),
    workspace: workspaceHandlers(engine),
    data: dataHandlers(engine),
    jobs: jobHandlers(engine),
    models: modelHandlers(engine),
    search: searchHandlers(engine),
    match: { ...matchHandlers(engine), ...matchTableHandlers(engine) },
    evaluate: { ...evaluateHandlers(engine), ...reportHandlers(engine) },
    review: reviewHandlers(engine),
    versions: {
      ...versionHandlers(engine),
      ...versionCareHandlers(engine),
      ...exportFormatHandlers(engine),
    },
    runs: runHandlers(engine),
    monitor: monitorHandlers(engine),
    schedule: scheduleHandlers(engine),
  });
}

export type EngineRouter = ReturnType<typeof routerOf>;

/** The running engine: its router for a wire, and a client for this process. */
export interface Engine {
  router: EngineRouter;
  client: ContractRouterClient<Contract>;
  close(): Promise<void>;
}

/** Opens a workspace and serves the contract over it. */
export async function createEngine(
  start: { folder: string; readOnly: boolean },
  deps: EngineDeps,
): Promise<Engine> {
  // Two spellings of one folder are one workspace; as two it would be locked against itself.
  const plain = (folder: string) => deps.files.join(folder, '.');
  let current: Session | null = await openSession(plain(start.folder), start.readOnly, deps);
  const inTurn = turns();
  const session = () => {
    if (current) return current;
    throw new PlumblineError('NO_WORKSPACE', 'No workspace is open.', {
      remedy: 'Open one, or make a new one.',
    });
  };
  const open = (wanted: string) =>
    inTurn(async () => {
      const folder = plain(wanted);
      const last = current;
      if (last?.folder === folder && !last.readOnly) return last;
      const next = await openSession(folder, false, deps);
      current = next;
      await last?.close();
      return next;
    });
  const router = routerOf({ deps, session, open });
  return {
    router,
    client: createRouterClient(router) as ContractRouterClient<Contract>,
    close: () =>
      inTurn(async () => {
        const last = current;
        current = null;
        await last?.close();
      }),
  };
}
