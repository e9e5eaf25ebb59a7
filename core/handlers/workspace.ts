import type { WorkspaceSummary } from '#core/contract/workspace.ts';
import { diskUse } from '#core/versions/disk-use.ts';
import { createWorkspace } from '#core/workspace/open-workspace.ts';
import { secretsSet } from '#core/workspace/secrets.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import type { Session } from './session.ts';

async function summarise(session: Session): Promise<WorkspaceSummary> {
  const { files, layout } = session.reader;
  const { name, settings } = await session.reader.about();
  const { entries, judgments, imports, dataHash } = (await session.data()).snapshot;
  const yes = judgments.filter(({ verdict }) => verdict === 'yes').length;
  return {
    name,
    folder: session.folder,
    readOnly: session.readOnly,
    settings,
    counts: {
      entries: entries.length,
      terms: entries.reduce((sum, entry) => sum + entry.terms.length, 0),
      judgments: judgments.length,
      yes,
      no: judgments.length - yes,
      versions: (await session.versions.list()).length,
    },
    imports,
    latest: await session.latest.latest(),
    inUse: await session.inUse(),
    dataHash,
    secrets: await secretsSet(files, layout),
    versionBytes: await diskUse(files, layout.versions),
  };
}

export const workspaceHandlers = (engine: EngineContext) => ({
  get: engineRouter.workspace.get.handler(() => summarise(engine.session())),
  open: engineRouter.workspace.open.handler(async ({ input }) =>
    summarise(await engine.open(input.folder)),
  ),
  create: engineRouter.workspace.create.handler(async ({ input }) => {
    await createWorkspace(input.folder, input.name, engine.deps);
    return summarise(await engine.open(input.folder));
  }),
  update: engineRouter.workspace.update.handler(async ({ input }) => {
    const session = engine.session();
    await session.updateSettings(input);
    return summarise(session);
  }),
  setSecret: engineRouter.workspace.setSecret.handler(async ({ input }) => {
    const session = engine.session();
    await session.setSecret(input.name, input.value);
    return summarise(session);
  }),
});
