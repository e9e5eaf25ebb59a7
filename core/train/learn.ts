import type { MatchIndex } from '#core/match/match-index.ts';
import { fitMatchModel, type MatchModel } from '#core/match/match-model.ts';
import { rankEntries } from '#core/match/rank-entries.ts';
import { shuffle } from '#core/math/seeded-random.ts';
import { pairCollector } from './collect-pairs.ts';
import type { JudgedQuery } from './judged-queries.ts';
import { queryEvidence } from './query-evidence.ts';

/** Train queries that evidence is computed for; more change the weights little and cost time. */
const MOST_FIT_QUERIES = 2400;
/** Train queries kept aside to decide whether learnt terms help. */
const MOST_HELD_OUT = 400;
const HELD_OUT_SHARE = 0.2;
/** Fewer judgments of either kind than this cannot teach twenty weights anything. */
const LEAST_PER_VERDICT = 10;

/** The train split, divided for learning. */
export interface LearningSplit {
  fit: JudgedQuery[];
  heldOut: JudgedQuery[];
}

/** Divides the train queries at random: most to fit the match model, some to choose between variants. */
export function divideTrainQueries(
  train: readonly JudgedQuery[],
  random: () => number,
): LearningSplit {
  const mixed = shuffle(train, random);
  const held = Math.min(MOST_HELD_OUT, Math.floor(mixed.length * HELD_OUT_SHARE));
  return { heldOut: mixed.slice(0, held), fit: mixed.slice(held, held + MOST_FIT_QUERIES) };
}

/** Can a match model be fitted at all? */
export function enoughToLearn(queries: readonly JudgedQuery[]): boolean {
  const yes = queries.reduce((sum, query) => sum + query.yes.length, 0);
  const no = queries.reduce((sum, query) => sum + query.no.length, 0);
  return yes >= LEAST_PER_VERDICT && no + yes >= 2 * LEAST_PER_VERDICT;
}

export interface LearnOptions {
  candidates: number;
  rrfK: number;
  progress: (done: number, total: number) => Promise<void>;
}

/** Fits the match model on train queries; a query never sees the terms that were learnt from itself. */
export async function fitOnQueries(
  index: MatchIndex,
  queries: readonly JudgedQuery[],
  { candidates, progress }: LearnOptions,
): Promise<MatchModel> {
  const collector = pairCollector();
  let done = 0;
  const all = queryEvidence(index, queries, { candidates, hideOwnTerms: true });
  for await (const { query, evidence } of all) {
    collector.add(query, evidence, index.table.keys);
    done += 1;
    await progress(done, queries.length);
  }
  const counts = { queries: queries.length, nearMisses: collector.nearMisses() };
  return fitMatchModel(collector.pairs(), counts, () => progress(done, queries.length));
}

/** [queries with a confirmed entry] reciprocal rank of the first right entry within ten, own terms hidden. */
export async function reciprocalRanks(
  index: MatchIndex,
  model: MatchModel,
  queries: readonly JudgedQuery[],
  { candidates, rrfK, progress }: LearnOptions,
): Promise<number[]> {
  const confirmed = queries.filter(({ yes }) => yes.length > 0);
  const ranks: number[] = [];
  const all = queryEvidence(index, confirmed, { candidates, hideOwnTerms: true });
  for await (const { query, evidence } of all) {
    const ranked = rankEntries(evidence, model, rrfK, index.tieRank).slice(0, 10);
    const right = new Set(query.yes.map((key) => index.entryNumber.get(key)));
    const place = ranked.findIndex(({ entry }) => right.has(entry));
    ranks.push(place < 0 ? 0 : 1 / (place + 1));
    await progress(ranks.length, confirmed.length);
  }
  return ranks;
}
