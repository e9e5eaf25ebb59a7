import type { SideBySide } from '#core/contract/differences.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Manifest, VersionCheck } from '#core/contract/versions.ts';
import { listed } from '#core/ingest/words.ts';
import { checkVersion } from '#core/versions/check-version.ts';
import { differencesOf } from '#core/versions/compare-versions.ts';
import { whyKept } from '#core/versions/kept-versions.ts';
import { quarantineVersion, removeVersion } from '#core/versions/take-away.ts';
import { versionFacts } from '#core/versions/version-facts.ts';
import { versionReader } from '#core/versions/version-store.ts';
import { dataHashOf } from '#core/workspace/snapshot.ts';
import { damagedVersion } from './checked-versions.ts';
import { comparedMeasures } from './compared-measures.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import type { Session } from './session.ts';
import { dataChanges } from './tasks/recreated.ts';
import { versionNeeds } from './version-needs.ts';
import { versionTurns } from './version-turns.ts';

/** Looking after versions that are there: checking, comparing, deleting, and telling of them again. */
export const versionCareHandlers = (engine: EngineContext) => ({
  verify: engineRouter.versions.verify.handler(({ input }) => verify(engine, input.version)),
  compare: engineRouter.versions.compare.handler(({ input }) => compare(engine, input)),
  remove: engineRouter.versions.remove.handler(({ input }) => remove(engine, input.version)),
  quarantine: engineRouter.versions.quarantine.handler(({ input }) =>
    quarantine(engine, input.version),
  ),
  notify: engineRouter.versions.notify.handler(({ input }) =>
    engine.session().notifier().tell(input.version),
  ),
});

async function verify(engine: EngineContext, version: string): Promise<VersionCheck> {
  const { files, layout } = engine.session().reader;
  const { breathe } = engine.deps.quietContext;
  // As it lies there: the session's own reader would stop at the first file of another length.
  const stored = await versionReader(files, layout.versions).read(version);
  const notes = stored.manifest ? await changesSince(engine, stored.manifest) : [];
  return { ...(await checkVersion(files, stored, breathe)), notes };
}

async function changesSince(engine: EngineContext, manifest: Manifest): Promise<string[]> {
  const changes = dataChanges(manifest, await dataHashOf(engine.session().reader));
  return changes.length === 0 ? [] : [`Since it was made, ${listed(changes)}.`];
}

async function compare(
  engine: EngineContext,
  { from, to }: { from: string; to: string },
): Promise<SideBySide> {
  const session = engine.session();
  const [before, after] = [await session.versions.read(from), await session.versions.read(to)];
  if (!before.manifest) throw damagedVersion(before, before.damage);
  if (!after.manifest) throw damagedVersion(after, after.damage);
  // Versions of before do not know their settings: then nothing is said about them.
  const known = [before, after].every(({ manifest }) => hasSettings(manifest));
  const facts = async (manifest: Manifest) => {
    const all = versionFacts(manifest, await timingsOf(session, manifest));
    return known ? all : all.filter(({ group }) => group !== 'settings');
  };
  const { differences, same } = differencesOf(
    await facts(before.manifest),
    await facts(after.manifest),
  );
  return { from, to, differences, same, ...(await comparedMeasures(engine, before, after)) };
}

const hasSettings = (manifest: Manifest) => Object.keys(manifest.settings).length > 0;

/** Seconds of each stage of its run; null where that was not recorded here. */
async function timingsOf(session: Session, { run, imported }: Manifest) {
  const runs = imported === null ? await session.runs.list() : [];
  return runs.find(({ id }) => id === run)?.timings ?? null;
}

async function remove(
  engine: EngineContext,
  version: string,
): Promise<{ version: string; bytes: number }> {
  const session = engine.session();
  const { files, layout } = session.writer();
  return versionTurns(session)(async () => {
    await session.versions.read(version); // throws NO_VERSION
    const kept = whyKept(version, await versionNeeds(session, await session.versions.list()));
    if (kept !== null) throw keptError(version, kept);
    const bytes = await session.withdraw(version, () =>
      removeVersion(files, layout.versions, version),
    );
    await forget(session, version);
    return { version, bytes };
  });
}

function keptError(version: string, kept: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', `${version} cannot be deleted. ${kept}`, {
    remedy: 'Promote another version first, or wait until the job has ended or is dismissed.',
  });
}

/** What was worked out for a version: another one must not be taken for it. */
async function forget(session: Session, version: string): Promise<void> {
  const { files, layout } = session.writer();
  for (const kind of ['scores', 'curves']) {
    const folder = files.join(layout.cache, kind);
    for (const name of await files.list(folder)) {
      if (name.startsWith(`${version}-`)) await files.remove(files.join(folder, name));
    }
  }
}

async function quarantine(
  engine: EngineContext,
  version: string,
): Promise<{ version: string; folder: string }> {
  const session = engine.session();
  const { files, layout } = session.writer();
  return versionTurns(session)(async () => {
    const { problems } = await verify(engine, version);
    if (problems.length === 0) throw isWhole(version);
    const needs = await versionNeeds(session, await session.versions.list());
    const kept = whyKept(version, { ...needs, origin: null });
    if (kept !== null) throw inUseError(version, kept);
    const place = { folder: layout.versions, quarantine: layout.quarantine };
    const move = () => quarantineVersion(files, place, version);
    return { version, folder: await session.withdraw(version, move) };
  });
}

function isWhole(version: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', `${version} is whole: every file is as it was made.`, {
    remedy: 'Delete it if you do not need it.',
  });
}

function inUseError(version: string, kept: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', `${version} is damaged, but in use. ${kept}`, {
    remedy: 'Recreate it from its manifest, or roll back to another version first.',
  });
}
