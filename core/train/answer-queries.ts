import type { Qrels, Ranking } from '#core/evaluate/ranking.ts';
import type { TestPair } from '#core/evaluate/stored-scores.ts';
import type { Evidence } from '#core/match/evidence.ts';
import type { MatchIndex } from '#core/match/match-index.ts';
import type { MatchModel } from '#core/match/match-model.ts';
import { rankEntries, scoreEntries } from '#core/match/rank-entries.ts';
import { type ScoredFirst, scoredFirst } from './first-hits.ts';
import type { JudgedQuery } from './judged-queries.ts';
import { queryEvidence } from './query-evidence.ts';

/** Entries that a ranking keeps. */
const RANKING_DEPTH = 100;

/** What a version says of some judged queries. */
export interface Answers {
  rankings: Ranking[];
  qrels: Qrels;
  leakedQueries: Set<string>;
  candidateKeys: Map<string, Set<string>>;
  /** Representative judged pairs in the order of the queries, with the model's log-odds; empty without a model. */
  pairs: AnsweredPair[];
  /** Every pair that somebody judged and the version scored, with its grade. */
  graded: AnsweredGrade[];
  /** In the order of the queries. */
  firstHits: ScoredFirst[];
}

export interface AnsweredPair {
  query: string;
  key: string;
  /** The first of the query's near-identical ones. */
  group: string;
  score: number;
  isYes: boolean;
}

export interface AnsweredGrade {
  query: string;
  key: string;
  score: number;
  grade: number;
  /** Not chosen by a score: it may be reported on. */
  representative: boolean;
}

export interface AnswerOptions {
  candidates: number;
  rrfK: number;
  progress?: (done: number) => Promise<void>;
}

/** Ranks the candidates of each query and scores its judged pairs. Nothing is learnt here. */
export async function answerQueries(
  index: MatchIndex,
  model: MatchModel | null,
  queries: readonly JudgedQuery[],
  { candidates, rrfK, progress }: AnswerOptions,
): Promise<Answers> {
  const { keyOf } = index;
  const scoresByKey = (evidence: Evidence) => {
    const scores = scoreEntries(evidence, model, rrfK);
    const places = new Map(Array.from(evidence.entries, (entry, i) => [keyOf(entry), i]));
    return (key: string) => scores[places.get(key) ?? -1];
  };
  const answers: Answers = {
    rankings: [],
    qrels: qrelsOf(queries),
    leakedQueries: new Set(queries.filter(({ leaked }) => leaked).map(({ query }) => query)),
    candidateKeys: new Map(),
    pairs: [],
    graded: [],
    firstHits: [],
  };
  const all = queryEvidence(index, queries, { candidates });
  for await (const { query, evidence } of all) {
    const ranked = rankEntries(evidence, model, rrfK, index.tieRank);
    const results = ranked.slice(0, RANKING_DEPTH).map(({ entry, score }) => ({
      key: keyOf(entry),
      score,
    }));
    answers.rankings.push({ query: query.query, results });
    answers.firstHits.push(scoredFirst(index, query.texts, evidence, ranked[0]));
    answers.candidateKeys.set(query.query, new Set(ranked.map(({ entry }) => keyOf(entry))));
    const scoreOf = scoresByKey(evidence);
    if (model) answers.pairs.push(...judgedPairs(query, scoreOf));
    answers.graded.push(...gradedPairs(query, scoreOf));
    await progress?.(answers.rankings.length);
  }
  return answers;
}

/** What was judged, as graded relevance: its grade, else 1 for right and 0 for wrong. */
export function qrelsOf(queries: readonly JudgedQuery[]): Qrels {
  return new Map(queries.map((query) => [query.query, gradesOf(query)]));
}

function gradesOf({ yes, no, grades }: JudgedQuery): Map<string, number> {
  const graded = (keys: readonly string[], plain: number) =>
    keys.map((key) => [key, grades?.get(key) ?? plain] as const);
  return new Map([...graded(no, 0), ...graded(yes, 1)]);
}

function gradedPairs(
  query: JudgedQuery,
  scoreOf: (key: string) => number | undefined,
): AnsweredGrade[] {
  return [...gradesOf(query)].flatMap(([key, grade]) => {
    const score = scoreOf(key);
    const representative = !query.chosen.has(key);
    return score === undefined ? [] : [{ query: query.query, key, score, grade, representative }];
  });
}

function judgedPairs(
  { query, yes, no, chosen, group }: JudgedQuery,
  scoreOf: (key: string) => number | undefined,
): AnsweredPair[] {
  const pairs = (keys: readonly string[], isYes: boolean) =>
    keys.flatMap((key) => {
      const score = chosen.has(key) ? undefined : scoreOf(key);
      return score === undefined ? [] : [{ query, key, group, score, isYes }];
    });
  return [...pairs(yes, true), ...pairs(no, false)];
}

/** The pairs with their probability. */
export function withProbability(
  pairs: Answers['pairs'],
  probability: (score: number) => number,
): TestPair[] {
  return pairs.map(({ query, key, score, isYes }) => ({
    ...{ query, key, isYes },
    probability: probability(score),
  }));
}
