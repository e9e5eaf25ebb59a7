import type { JudgedPair } from '#core/evaluate/pair-metrics.ts';
import type { Qrels, Ranking } from '#core/evaluate/ranking.ts';
import type { MatchIndex } from '#core/match/match-index.ts';
import type { MatchModel } from '#core/match/match-model.ts';
import { rankEntries, scoreEntries } from '#core/match/rank-entries.ts';
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
  /** Judged pairs in the order of the queries, with the model's log-odds; empty without a model. */
  pairs: { score: number; isYes: boolean }[];
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
  const { keys } = index.table;
  const keyOf = (entry: number) => keys[entry] ?? '';
  const answers: Answers = {
    rankings: [],
    qrels: qrelsOf(queries, keyOf),
    leakedQueries: new Set(queries.filter(({ leaked }) => leaked).map(({ query }) => query)),
    candidateKeys: new Map(),
    pairs: [],
  };
  const all = queryEvidence(index, queries, { candidates, hideOwnTerms: false });
  for await (const { query, evidence } of all) {
    const ranked = rankEntries(evidence, model, rrfK, index.tieRank);
    const results = ranked.slice(0, RANKING_DEPTH).map(({ entry, score }) => ({
      key: keyOf(entry),
      score,
    }));
    answers.rankings.push({ query: query.query, results });
    answers.candidateKeys.set(query.query, new Set(ranked.map(({ entry }) => keyOf(entry))));
    if (model)
      answers.pairs.push(
        ...judgedPairs(query, evidence.entries, scoreEntries(evidence, model, rrfK)),
      );
    await progress?.(answers.rankings.length);
  }
  return answers;
}

function qrelsOf(queries: readonly JudgedQuery[], keyOf: (entry: number) => string): Qrels {
  return new Map(
    queries.map(({ query, yes, no }) => [
      query,
      new Map([
        ...no.map((entry) => [keyOf(entry), 0] as const),
        ...yes.map((entry) => [keyOf(entry), 1] as const),
      ]),
    ]),
  );
}

function judgedPairs(
  { yes, no }: JudgedQuery,
  entries: Uint32Array,
  scores: Float64Array,
): { score: number; isYes: boolean }[] {
  const places = new Map(Array.from(entries, (entry, i) => [entry, i]));
  const pair = (entry: number, isYes: boolean) => {
    const place = places.get(entry);
    return place === undefined ? [] : [{ score: scores[place] ?? 0, isYes }];
  };
  return [
    ...yes.flatMap((entry) => pair(entry, true)),
    ...no.flatMap((entry) => pair(entry, false)),
  ];
}

/** The pairs with their probability. */
export function withProbability(
  pairs: Answers['pairs'],
  probability: (score: number) => number,
): JudgedPair[] {
  return pairs.map(({ score, isYes }) => ({ probability: probability(score), isYes }));
}
