import type { z } from 'zod';
import type {
  Comparison,
  EvaluationOverview,
  ScoreRequest,
  ScoreResponse,
  VersionPoint,
} from '#core/contract/evaluate.ts';
import { compareVersions } from '#core/evaluate/compare.ts';
import { formatRun } from '#core/interop/trec.ts';
import { deriveSeed } from '#core/math/seeded-random.ts';
import { scoreVersion } from '#core/train/score-version.ts';
import type { EngineContext } from './engine-context.ts';
import { detail } from './evaluate-detail.ts';
import { type Measured, measuredVersions, selectedVersion } from './evaluate-measured.ts';
import { engineRouter } from './implementer.ts';
import { chooseQueries } from './score-queries.ts';

function pointOf({ stored, metrics, today }: Measured, latest: string | null): VersionPoint {
  const { intervals, test } = metrics;
  return {
    version: stored.id,
    createdAt: stored.manifest?.createdAt ?? '',
    latest: stored.id === latest,
    embedder: stored.manifest?.space.embedder ?? '',
    ndcg: intervals['ndcg@10'],
    top1: intervals.top1,
    mrr: intervals['mrr@10'],
    recall: intervals['recall@10'],
    queries: test.queries,
    today: today !== null,
  };
}

async function comparisonOf(
  before: Measured | undefined,
  after: Measured | undefined,
  seed: number,
  breathe: () => Promise<void>,
): Promise<Comparison | null> {
  if (!before?.today || !after?.today) return null;
  return compareVersions(before.today.perQuery, after.today.perQuery, {
    seed: deriveSeed(seed, 'comparison'),
    breathe,
    from: before.stored.id,
    to: after.stored.id,
  });
}

/** How the versions do across time, and the headline numbers of one. */
export async function overview(
  engine: EngineContext,
  wanted: string | undefined,
): Promise<EvaluationOverview> {
  const session = engine.session();
  const { settings } = await session.reader.about();
  const latest = await session.latest.latest();
  const measured = await measuredVersions(session);
  const { id, place } = await selectedVersion(session, measured, wanted);
  const { snapshot, splits } = await session.data();
  const splitOf = await splits();
  const testQueries = snapshot.queries.filter((query) => splitOf(query) === 'test').length;
  const selected = measured[place];
  const { breathe } = engine.deps.quietContext;
  return {
    testQueries,
    points: measured.map((version) => pointOf(version, latest)),
    selected: id,
    metrics: selected?.metrics ?? null,
    comparison: await comparisonOf(measured[place - 1], selected, settings.seed, breathe),
    stale: measured.filter(({ today }) => today === null).length,
  };
}

async function score(
  engine: EngineContext,
  input: z.output<typeof ScoreRequest>,
): Promise<ScoreResponse> {
  const chosen = await chooseQueries(engine, input);
  return engine.session().answer(input.version, async (version) => {
    const { answers, metrics } = await scoreVersion(version, chosen.queries, {
      // As it was trained, so that the numbers are those that it was stored with.
      seed: version.manifest.seed,
      context: engine.deps.quietContext,
      ...chosen.options,
    });
    const id = version.manifest.version;
    return { version: id, metrics, run: input.withRun ? formatRun(answers.rankings, id) : null };
  });
}

export const evaluateHandlers = (engine: EngineContext) => ({
  overview: engineRouter.evaluate.overview.handler(({ input }) => overview(engine, input.version)),
  detail: engineRouter.evaluate.detail.handler(({ input }) => detail(engine, input)),
  score: engineRouter.evaluate.score.handler(({ input }) => score(engine, input)),
});
