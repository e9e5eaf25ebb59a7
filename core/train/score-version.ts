import type { Metrics } from '#core/contract/metrics.ts';
import { assembleMetrics } from '#core/evaluate/evaluate-version.ts';
import type { Qrels } from '#core/evaluate/ranking.ts';
import type { PerQuery } from '#core/evaluate/ranking-metrics.ts';
import { deriveSeed } from '#core/math/seeded-random.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { type Answers, answerQueries, withProbability } from './answer-queries.ts';
import type { JudgedQuery } from './judged-queries.ts';
import { type Matcher, probabilityOf } from './match-texts.ts';

export interface Scored {
  answers: Answers;
  metrics: Metrics;
  /** By query, for comparisons. */
  perQuery: Map<string, PerQuery>;
}

export interface ScoreOptions {
  seed: number;
  context: JobContext;
  /** Grades to measure against instead of the yes and no of the queries. */
  qrels?: Qrels;
  /** As trec_eval -c: a query without any relevant entry counts with 0. */
  countQueriesWithoutRelevant?: boolean;
}

/** Measures a version on judged queries that it was not trained on. */
export async function scoreVersion(
  version: Matcher,
  queries: readonly JudgedQuery[],
  { seed, context, qrels, countQueriesWithoutRelevant = false }: ScoreOptions,
): Promise<Scored> {
  const { index, match, thresholds } = version;
  const answers = await answerQueries(index, match.model, queries, {
    candidates: match.candidates,
    rrfK: match.rrfK,
    progress: (done) => {
      context.progress(done, queries.length, 'queries');
      return context.breathe();
    },
  });
  const pairs = withProbability(answers.pairs, (score) => probabilityOf(version, score) ?? 0);
  const input = { ...answers, ...(qrels && { qrels }), pairs, thresholds };
  const { metrics, perQuery } = await assembleMetrics(input, {
    seed: deriveSeed(seed, 'intervals'),
    breathe: context.breathe,
    countQueriesWithoutRelevant,
  });
  return { answers, metrics, perQuery };
}
