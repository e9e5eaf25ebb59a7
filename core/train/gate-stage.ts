import type { Comparison } from '#core/contract/evaluate.ts';
import type { GateRule } from '#core/contract/metrics.ts';
import type { Settings } from '#core/contract/workspace.ts';
import { compareVersions } from '#core/evaluate/compare.ts';
import { parseScores } from '#core/evaluate/stored-scores.ts';
import { deriveSeed } from '#core/math/seeded-random.ts';
import { gateRules } from './gate.ts';
import type { Matcher } from './match-texts.ts';
import { matchTexts } from './match-texts.ts';
import { memoryBudgetOf } from './memory-budget.ts';
import { type Scored, scoreVersion } from './score-version.ts';
import { openVersion, type ServedVersion } from './served-version.ts';
import type { StageRunner } from './stages.ts';
import { testQueriesHash } from './test-queries-hash.ts';
import type { TrainDeps, TrainingStart } from './train-deps.ts';
import type { TrainingData } from './training-data.ts';
import { scoresPath } from './version-files.ts';

/** Applies the gate to what was measured; no rules where nothing was. */
export async function judge(
  { settings }: TrainingStart,
  data: TrainingData,
  version: Matcher,
  scored: Scored | null,
  deps: TrainDeps,
  stages: StageRunner,
): Promise<GateRule[]> {
  if (scored === null) {
    stages.skip('gate', 'Nothing was measured.');
    return [];
  }
  return stages.run('gate', async () => {
    const comparison = await compareWithLatest(data, scored, deps);
    const mustPass = await mustPassResults(version, settings);
    const rules = gateRules({ metrics: scored.metrics, settings, comparison, mustPass });
    const failed = rules.filter(({ pass }) => !pass).length;
    const detail = failed === 0 ? 'every rule passes' : `${failed} of ${rules.length} rules fail`;
    return { result: rules, detail };
  });
}

/** The new version against latest on today's test set; null where nothing usable is promoted. */
async function compareWithLatest(
  data: TrainingData,
  scored: Scored,
  deps: TrainDeps,
): Promise<Comparison | null> {
  const { latest, context } = deps;
  const id = await latest.latest();
  if (id === null) return null;
  const before = (await storedMeasures(id, data, deps)) ?? (await measureAnew(id, data, deps));
  if (before === null) return null;
  return compareVersions(before, scored.perQuery, {
    seed: deriveSeed(data.settings.seed, 'gate'),
    breathe: context.breathe,
    from: id,
    to: 'this version',
  });
}

type PerQueryMeasures = Scored['perQuery'];

/** What latest measured when it was made, where it was asked the same: it would answer the same again. */
async function storedMeasures(
  id: string,
  { queries }: TrainingData,
  { versions, files, sha256, context }: TrainDeps,
): Promise<PerQueryMeasures | null> {
  const stored = await versions.read(id).catch(() => null); // measureAnew says what is wrong
  const asked = stored?.manifest?.data.testSha256;
  if (!stored || asked === undefined || asked !== testQueriesHash(queries.test, sha256))
    return null;
  // Measures of a damaged version may be damaged too, and whoever measures it anew says that it is.
  if ((await versions.verify(id)).length > 0) return null;
  const path = scoresPath(files, stored.folder);
  const scores = (await files.exists(path)) ? parseScores(await files.readText(path)) : null;
  await context.breathe();
  return scores?.perQuery ?? null;
}

/** Null where latest cannot be opened. */
async function measureAnew(
  id: string,
  { queries, settings }: TrainingData,
  deps: TrainDeps,
): Promise<PerQueryMeasures | null> {
  const old = await openLatest(id, settings, deps);
  if (old === null) return null;
  try {
    const { context } = deps;
    return (await scoreVersion(old, queries.test, { seed: settings.seed, context })).perQuery;
  } finally {
    await old.close();
  }
}

/** Null, with a warning, where latest is damaged or gone: that must not stand in the way of a new version. */
async function openLatest(
  id: string,
  settings: Settings,
  { versions, files, context, models, intraOpThreads, memoryBytes }: TrainDeps,
): Promise<ServedVersion | null> {
  try {
    const { folder, manifest, damage } = await versions.read(id);
    if (manifest) {
      const memoryBudgetBytes = memoryBudgetOf(settings, memoryBytes);
      const { searchEffort } = settings;
      const options = { intraOpThreads, models, memoryBudgetBytes, searchEffort };
      return await openVersion(files, folder, manifest, options);
    }
    context.log('warn', `${id} is damaged (${damage}): the new version is not compared with it.`);
  } catch (error) {
    if (context.signal.aborted) throw error;
    const why = error instanceof Error ? error.message : String(error);
    context.log('warn', `${id} cannot be loaded: the new version is not compared with it. ${why}`);
  }
  return null;
}

async function mustPassResults(version: Matcher, { mustPass }: Settings) {
  const results = [];
  const texts = mustPass.map(({ query }) => query);
  let next = 0;
  for await (const [first] of matchTexts(version, texts, { k: 1 })) {
    const { query = '', key = '' } = mustPass[next] ?? {};
    results.push({ query, key, passed: first?.key === key });
    next += 1;
  }
  return results;
}
