import { assembleMetrics } from '#core/evaluate/evaluate-version.ts';
import type { Qrels } from '#core/evaluate/ranking.ts';
import type { Scores } from '#core/evaluate/stored-scores.ts';
import { YES_FROM } from '#core/ingest/outcomes.ts';
import { deriveSeed } from '#core/math/seeded-random.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { type Answers, answerQueries, withProbability } from './answer-queries.ts';
import type { JudgedQuery } from './judged-queries.ts';
import { type Matcher, probabilityOf } from './match-texts.ts';

export interface Scored extends Scores {
  answers: Answers;
}

export interface ScoreOptions {
  seed: number;
  context: JobContext;
  /** Grades to measure against instead of those of the queries; any above 0 is relevant, as trec_eval has it. */
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
  const graded = gradedPairs(version, answers, qrels);
  const input = { ...answers, ...(qrels && { qrels }), pairs, graded, thresholds };
  const measured = await assembleMetrics(input, {
    seed: deriveSeed(seed, 'intervals'),
    breathe: context.breathe,
    countQueriesWithoutRelevant,
    relevantFrom: qrels ? undefined : YES_FROM,
  });
  return { answers, pairs, ...measured };
}

/** Pairs with a grade, by probability where there is one. In the workspace those that a score chose do not count. */
function gradedPairs(version: Matcher, { graded }: Answers, qrels: Qrels | undefined) {
  return graded.flatMap(({ query, key, score, grade, representative }) => {
    const given = qrels ? qrels.get(query)?.get(key) : grade;
    if (given === undefined || !(representative || qrels)) return [];
    return [{ query, score: probabilityOf(version, score) ?? score, grade: given }];
  });
}
