import type { SideBySide } from '#core/contract/differences.ts';
import { differencesOf } from '#core/versions/compare-versions.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import { comparedMeasures } from './compared-measures.ts';
import type { EngineContext } from './engine-context.ts';
import { runFacts } from './run-facts.ts';

/** Two runs side by side: only what differs, with the measures of the versions that they made. Throws NOT_FOUND. */
export async function compareRuns(
  engine: EngineContext,
  { from, to }: { from: string; to: string },
): Promise<SideBySide> {
  const { runs } = engine.session();
  const [before, after] = [await runs.read(from), await runs.read(to)];
  const differences = differencesOf(runFacts(before), runFacts(after));
  const versions = [
    await versionOf(engine, before.version),
    await versionOf(engine, after.version),
  ];
  const [a = null, b = null] = versions;
  return { from, to, ...differences, ...(await comparedMeasures(engine, a, b)) };
}

/** Null where the run made none, or it is deleted. */
async function versionOf(engine: EngineContext, id: string | null): Promise<StoredVersion | null> {
  const stored = await engine.session().versions.list();
  return stored.find((version) => version.id === id) ?? null;
}
