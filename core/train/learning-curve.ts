import type { CurvePoint, LearningCurve } from '#core/contract/evaluation-detail.ts';
import type { TrainRequest } from '#core/contract/jobs.ts';
import { bootstrapMeans, pairedBootstrap } from '#core/evaluate/bootstrap.ts';
import { rankedByQuery } from '#core/evaluate/ranking.ts';
import { measureQueries, type PerQuery } from '#core/evaluate/ranking-metrics.ts';
import { YES_FROM } from '#core/ingest/outcomes.ts';
import { counted, formatCount, formatSigned } from '#core/ingest/words.ts';
import { deriveSeed, seededRandom, shuffle } from '#core/math/seeded-random.ts';
import type { LearningDeps } from './adapt-stages.ts';
import { answerQueries } from './answer-queries.ts';
import type { JudgedQuery } from './judged-queries.ts';
import { learnFrom } from './learn-from.ts';
import type { Learnt } from './learn-match-model.ts';
import type { EmbeddedDictionary } from './prepare-variants.ts';
import type { StageRunner } from './stages.ts';
import { judgmentCount, type TrainingData } from './training-data.ts';

/** Shares of the train queries that are learnt from; each part holds the one before. */
export const CURVE_SHARES = [0, 1 / 8, 1 / 4, 1 / 2, 1] as const;

/** What a curve is measured with. */
export interface ToMeasure {
  data: TrainingData;
  /** Without an adapter, and with the terms that all train queries teach. */
  dictionary: EmbeddedDictionary;
  deps: LearningDeps;
  stages: StageRunner;
  /** Told before each share, from 0. */
  onPoint(done: number): void;
}

interface Measured {
  point: CurvePoint;
  perQuery: Map<string, PerQuery>;
}

/**
 * Trains anew on growing parts of the train queries and measures each on the test split: the gain by number of
 * judgments. Nothing is chosen by it.
 */
export async function learningCurve(
  { onPoint, ...measure }: ToMeasure,
  about: Pick<LearningCurve, 'version' | 'at'>,
): Promise<LearningCurve> {
  const measured: Measured[] = [];
  const parts = CURVE_SHARES.map((share) => ({
    share,
    queries: nestedPart(measure.data.queries.train, share, measure.data.settings.seed),
  })).filter(({ queries, share }) => share === 0 || queries.length > 0);
  for (const [done, part] of parts.entries()) {
    onPoint(done);
    measured.push(await measurePart(measure, part));
  }
  return {
    ...about,
    points: measured.map(({ point }) => point),
    ...(await verdictOf(measured, measure)),
  };
}

/** A random share of the queries, near-identical ones together; a larger share holds every smaller one. */
export function nestedPart(
  queries: readonly JudgedQuery[],
  share: number,
  seed: number,
): JudgedQuery[] {
  const random = seededRandom(deriveSeed(seed, 'learning curve'));
  const groups = shuffle([...new Set(queries.map(({ group }) => group))], random);
  const kept = new Set(groups.slice(0, Math.ceil(groups.length * share)));
  return queries.filter(({ group }) => kept.has(group));
}

async function measurePart(
  { data, dictionary, deps, stages }: Omit<ToMeasure, 'onPoint'>,
  { share, queries }: { share: number; queries: JudgedQuery[] },
): Promise<Measured> {
  const { settings } = data;
  const mode: TrainRequest['mode'] = share === 0 ? 'build-index' : 'full-train';
  const request = { mode, embedder: '', device: 'auto', dtype: 'auto' } as const;
  const made = {
    start: { request, settings },
    data: { ...data, queries: { ...data.queries, train: queries } },
    dictionary: taughtBy(dictionary, queries),
    ...{ deps, stages },
  };
  const perQuery = await learnFrom(made, (learnt) => measureOnTest(data, learnt, deps));
  const values = [...perQuery.values()];
  const column = (measure: 'mrr@10' | 'ndcg@10') => values.map((query) => query[measure]);
  const [mrr, ndcg] = await bootstrapMeans([column('mrr@10'), column('ndcg@10')], {
    seed: deriveSeed(settings.seed, 'intervals'),
    breathe: deps.context.breathe,
  });
  const none = { value: 0, lower: 0, upper: 0 };
  const counts = { queries: queries.length, judgments: judgmentCount(queries) };
  return { point: { share, ...counts, mrr: mrr ?? none, ndcg: ndcg ?? none }, perQuery };
}

async function measureOnTest(
  { settings, queries }: TrainingData,
  { variant, model }: Learnt,
  { context }: LearningDeps,
): Promise<Map<string, PerQuery>> {
  const answers = await answerQueries(variant.index, model, queries.test, {
    ...settings,
    progress: context.breathe,
  });
  return measureQueries(rankedByQuery(answers.rankings), answers.qrels, {
    relevantFrom: YES_FROM,
  });
}

/** The dictionary with no other learnt terms than those of these queries. */
function taughtBy(
  dictionary: EmbeddedDictionary,
  queries: readonly JudgedQuery[],
): EmbeddedDictionary {
  const { rows, vectors, space } = dictionary;
  const known = new Set(queries.map(({ normalised }) => normalised));
  const kept = rows.learntFrom.flatMap((source, row) =>
    source === null || known.has(source) ? row : [],
  );
  const { dimensions } = space;
  const some = new Float32Array(kept.length * dimensions);
  kept.forEach((row, at) => {
    some.set(vectors.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
  });
  return {
    ...dictionary,
    vectors: some,
    rows: {
      ...rows,
      terms: kept.map((row) => rows.terms[row] ?? ''),
      entryOf: Uint32Array.from(kept, (row) => rows.entryOf[row] as number),
      learntFrom: kept.map((row) => rows.learntFrom[row] ?? null),
    },
  };
}

/** Did the last doubling of judgments still bring something? */
async function verdictOf(
  measured: readonly Measured[],
  { data, deps }: Pick<ToMeasure, 'data' | 'deps'>,
): Promise<Pick<LearningCurve, 'lastDoubling' | 'verdict' | 'words'>> {
  const [half, whole] = measured.slice(-2);
  if (!half || !whole || half.point.share === 0 || whole.perQuery.size === 0) {
    const words =
      'There are too few train or test queries to tell whether more judgments would help.';
    return { lastDoubling: null, verdict: 'unknown', words };
  }
  const queries = [...whole.perQuery.keys()];
  const column = ({ perQuery }: Measured) =>
    queries.map((query) => perQuery.get(query)?.['mrr@10'] ?? 0);
  const lastDoubling = await pairedBootstrap(column(half), column(whole), {
    seed: deriveSeed(data.settings.seed, 'last doubling'),
    breathe: deps.context.breathe,
  });
  const rising = lastDoubling.lower > 0;
  const { value, lower, upper } = lastDoubling;
  const change = `${formatSigned(value)} (${formatSigned(lower)} to ${formatSigned(upper)})`;

  const from = formatCount(half.point.judgments);
  const to = counted(whole.point.judgments, 'judgment');
  const gain = `From ${from} to ${to} MRR@10 changed by ${change}`;
  const advice = rising
    ? 'it is still rising, so more judgments would help'
    : 'within noise, so as many again would change little';
  return {
    lastDoubling,
    verdict: rising ? 'still rising' : 'flat within noise',
    words: `${gain}: ${advice}.`,
  };
}
