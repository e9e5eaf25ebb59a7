import type { z } from 'zod';
import type {
  Comparison,
  EvaluationOverview,
  ScoreRequest,
  ScoreResponse,
  VersionPoint,
} from '#core/contract/evaluate.ts';
import type { Metrics } from '#core/contract/metrics.ts';
import { compareVersions } from '#core/evaluate/compare.ts';
import { formatRun } from '#core/interop/trec.ts';
import { deriveSeed } from '#core/math/seeded-random.ts';
import { scoreVersion } from '#core/train/score-version.ts';
import type { StoredVersion } from '#core/versions/manifest-file.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import { chooseQueries } from './score-queries.ts';
import type { Session } from './session.ts';
import { scoresOnToday, type TodaysScores } from './todays-scores.ts';
import { metricsAtTheTime } from './versions.ts';

interface Measured {
  stored: StoredVersion;
  metrics: Metrics;
  today: TodaysScores | null;
}

/** Every version with ranking metrics, oldest first, on today's test set where that is known. */
async function measuredVersions(session: Session): Promise<Measured[]> {
  const { snapshot } = await session.data();
  const { files, layout } = session.reader;
  const measured: Measured[] = [];
  for (const stored of (await session.versions.list()).toReversed()) {
    if (!stored.manifest) continue;
    const today = await scoresOnToday(files, layout.cache, stored, snapshot);
    const metrics = today?.metrics ?? (await metricsAtTheTime(session, stored.folder));
    if (metrics && metrics.test.queries > 0) measured.push({ stored, metrics, today });
  }
  return measured;
}

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

async function overview(
  engine: EngineContext,
  wanted: string | undefined,
): Promise<EvaluationOverview> {
  const session = engine.session();
  const { settings } = await session.reader.about();
  const latest = await session.latest.latest();
  const measured = await measuredVersions(session);
  if (wanted !== undefined) await session.versions.read(wanted); // throws NO_VERSION
  const { snapshot, splits } = await session.data();
  const splitOf = await splits();
  const testQueries = snapshot.queries.filter((query) => splitOf(query) === 'test').length;
  const id = wanted ?? latest;
  const at = id === null ? -1 : measured.findIndex(({ stored }) => stored.id === id);
  const place = at >= 0 || wanted !== undefined ? at : measured.length - 1;
  const selected = measured[place];
  const { breathe } = engine.deps.quietContext;
  return {
    testQueries,
    points: measured.map((version) => pointOf(version, latest)),
    selected: selected?.stored.id ?? wanted ?? null,
    metrics: selected?.metrics ?? null,
    comparison: await comparisonOf(measured[place - 1], selected, settings.seed, breathe),
    stale: measured.filter(({ today }) => today === null).length,
  };
}

async function score(
  engine: EngineContext,
  input: z.output<typeof ScoreRequest>,
): Promise<ScoreResponse> {
  const session = engine.session();
  const { settings } = await session.reader.about();
  const chosen = await chooseQueries(engine, input);
  return session.answer(input.version, async (version) => {
    const { answers, metrics } = await scoreVersion(version, chosen.queries, {
      seed: settings.seed,
      context: engine.deps.quietContext,
      ...chosen.options,
    });
    const id = version.manifest.version;
    return { version: id, metrics, run: input.withRun ? formatRun(answers.rankings, id) : null };
  });
}

export const evaluateHandlers = (engine: EngineContext) => ({
  overview: engineRouter.evaluate.overview.handler(({ input }) => overview(engine, input.version)),
  score: engineRouter.evaluate.score.handler(({ input }) => score(engine, input)),
});
