import type { ComparedMeasure, SideBySide } from '#core/contract/differences.ts';
import type { MeasureComparison } from '#core/contract/evaluation-detail.ts';
import type { Metrics } from '#core/contract/metrics.ts';
import { compareMeasures } from '#core/evaluate/measure-comparisons.ts';
import type { Scores } from '#core/evaluate/stored-scores.ts';
import { counted } from '#core/ingest/words.ts';
import { deriveSeed } from '#core/math/seeded-random.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import type { EngineContext } from './engine-context.ts';
import { scoresAtTheTime, scoresOnToday } from './todays-scores.ts';
import { metricsAtTheTime } from './versions.ts';

type Measures = Pick<SideBySide, 'measures' | 'basis'>;

/** What two versions measured, with significance where both know the same queries; null: one made no version. */
export async function comparedMeasures(
  engine: EngineContext,
  from: StoredVersion | null,
  to: StoredVersion | null,
): Promise<Measures> {
  if (!from?.manifest || !to?.manifest) return besideEachOther(engine, from, to, NO_VERSION);
  const common = await commonScores(engine, from, to);
  if (common === null) return besideEachOther(engine, from, to, OTHER_QUERIES);
  const { settings } = await engine.session().reader.about();
  const comparisons = await compareMeasures(common.from.perQuery, common.to.perQuery, {
    // As Evaluate compares, so that both say the same.
    seed: deriveSeed(settings.seed, 'comparison'),
    breathe: engine.deps.quietContext.breathe,
    ...{ from: from.id, to: to.id },
  });
  const measures = measuresOf(common.from.metrics, common.to.metrics, comparisons);
  return { measures, basis: common.basis };
}

const NO_VERSION = 'There are not two whole versions to compare, so nothing is said about noise.';
const OTHER_QUERIES =
  'Each as measured on its own day, on other test queries: re-score the versions in Evaluate to compare them.';

/** Each as it was measured when it was made. */
async function besideEachOther(
  engine: EngineContext,
  from: StoredVersion | null,
  to: StoredVersion | null,
  basis: string,
): Promise<Measures> {
  const session = engine.session();
  const of = (version: StoredVersion | null) =>
    version?.manifest ? metricsAtTheTime(session, version.folder) : null;
  const [before, after] = [await of(from), await of(to)];
  const nothing = before === null && after === null;
  return {
    measures: nothing ? [] : measuresOf(before, after, []),
    basis: nothing ? 'Neither was measured.' : basis,
  };
}

/** Scores of both on the same test queries: today's, or else those of the day where both were asked the same. */
async function commonScores(
  engine: EngineContext,
  from: StoredVersion,
  to: StoredVersion,
): Promise<{ from: Scores; to: Scores; basis: string } | null> {
  const session = engine.session();
  const { files, layout } = session.reader;
  const { snapshot } = await session.data();
  const today = (version: StoredVersion) => scoresOnToday(files, layout.cache, version, snapshot);
  const [a, b] = [await today(from), await today(to)];
  if (a && b) return withBasis(a, b, "Both on today's test set");
  if (!askedTheSame(from, to)) return null;
  const [c, d] = [
    await scoresAtTheTime(files, from.folder),
    await scoresAtTheTime(files, to.folder),
  ];
  return c && d ? withBasis(c, d, 'Both on the same test queries') : null;
}

/** By the hash of the test queries; versions of before have none, and were asked the same where their data were the same. */
function askedTheSame({ manifest: a }: StoredVersion, { manifest: b }: StoredVersion): boolean {
  if (!a || !b) return false;
  if (a.data.testSha256 !== undefined && b.data.testSha256 !== undefined)
    return a.data.testSha256 === b.data.testSha256;
  return (
    a.data.canonicalSha256 === b.data.canonicalSha256 && a.data.ledgerSha256 === b.data.ledgerSha256
  );
}

function withBasis(from: Scores, to: Scores, where: string) {
  const queries = from.metrics.test.queries;
  if (queries === 0 || to.metrics.test.queries === 0) return null;
  const count = counted(queries, 'query', 'queries');
  return { from, to, basis: `${where}, ${count}; p adjusted by Holm.` };
}

function measuresOf(
  from: Metrics | null,
  to: Metrics | null,
  comparisons: readonly MeasureComparison[],
): ComparedMeasure[] {
  const [before, after] = [valuesOf(from), valuesOf(to)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.map((name) => ({
    name,
    from: before.get(name) ?? null,
    to: after.get(name) ?? null,
    comparison: comparisons.find(({ measure }) => measure === name) ?? null,
  }));
}

const RANKING = ['ndcg@10', 'mrr@10', 'top1', 'recall@10', 'map', 'recall@100'] as const;
const PAIRS = ['f1', 'average_precision', 'brier', 'ece'] as const;

function valuesOf(metrics: Metrics | null): Map<string, number> {
  const values = new Map<string, number>();
  if (metrics === null) return values;
  if (metrics.test.queries > 0) {
    for (const name of RANKING) values.set(name, metrics.test[name]);
  }
  for (const name of PAIRS) {
    const value = metrics.pairs.test?.[name];
    if (value !== undefined && value !== null) values.set(name, value);
  }
  return values;
}
