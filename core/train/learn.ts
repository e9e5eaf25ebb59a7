import { type HiddenTerms, hideLearnt, NOTHING_HIDDEN } from '#core/match/hidden-terms.ts';
import type { MatchModel } from '#core/match/match-model.ts';
import { rankEntries, scoreEntries } from '#core/match/rank-entries.ts';
import { randomInt, shuffle } from '#core/math/seeded-random.ts';
import type { PairCollector } from './collect-pairs.ts';
import type { JudgedQuery } from './judged-queries.ts';
import type { Variant } from './prepare-variants.ts';
import { queryEvidence } from './query-evidence.ts';

/** Train queries that evidence is computed for; more change the weights little and cost time. */
const MOST_FIT_QUERIES = 2400;
/** Retrieved entries that are described for a train query: near misses are among the closest. */
const CLOSEST = 20;
/** Train queries kept aside to decide whether learnt terms help. */
const MOST_HELD_OUT = 400;
/** Terms learnt from one fold are hidden from its queries. */
const FOLDS = 5;
/** Fewer confirmed pairs than this, or fewer judgments than twice as many, cannot teach twenty weights anything. */
const LEAST_CONFIRMED = 10;

/** The train split, divided for learning. */
export interface LearningSplit {
  fit: JudgedQuery[];
  heldOut: JudgedQuery[];
  /** Fold of each train query, by its normalised form. */
  foldOf: ReadonlyMap<string, number>;
}

/** Divides the train queries at random into folds, near-identical ones together: one to choose between variants, the rest to fit. */
export function divideTrainQueries(
  train: readonly JudgedQuery[],
  random: () => number,
): LearningSplit {
  const folds = new Map<string, number>();
  const foldOf = new Map<string, number>();
  for (const { group, normalised } of train) {
    const fold = folds.get(group) ?? randomInt(random, FOLDS);
    folds.set(group, fold);
    foldOf.set(normalised, fold);
  }
  const mixed = shuffle(train, random);
  const held = (query: JudgedQuery) => foldOf.get(query.normalised) === 0;
  return {
    heldOut: mixed.filter(held).slice(0, MOST_HELD_OUT),
    fit: mixed.filter((query) => !held(query)).slice(0, MOST_FIT_QUERIES),
    foldOf,
  };
}

/** An index with what it was made of. */
export type Indexed = Pick<Variant, 'index' | 'table'>;

/**
 * Hides from each query every term that its fold taught, not only its own. A query that missed just its own term would
 * be known by the gap: where an entry has one query, all entries but the right one would show learnt terms.
 */
function hideOwnFold(
  { index, table }: Indexed,
  foldOf: LearningSplit['foldOf'],
): (query: JudgedQuery) => HiddenTerms {
  const hidden = Array.from({ length: FOLDS }, (_, fold) =>
    hideLearnt(index, table, (source) => foldOf.get(source) === fold),
  );
  return ({ normalised }) => hidden[foldOf.get(normalised) ?? -1] ?? NOTHING_HIDDEN;
}

/** Can a match model be fitted at all? Rejected pairs are not needed: near misses stand in for them. */
export function enoughToLearn(queries: readonly JudgedQuery[]): boolean {
  const yes = queries.reduce((sum, query) => sum + query.yes.length, 0);
  const no = queries.reduce((sum, query) => sum + query.no.length, 0);
  return yes >= LEAST_CONFIRMED && no + yes >= 2 * LEAST_CONFIRMED;
}

export interface LearnOptions {
  candidates: number;
  rrfK: number;
  foldOf: LearningSplit['foldOf'];
  progress: (done: number) => Promise<void>;
}

/** Adds the pairs of train queries to a collector; a query sees no term that its fold taught. */
export async function collectPairs(
  variant: Indexed,
  queries: readonly JudgedQuery[],
  collector: PairCollector,
  { candidates, foldOf, progress }: LearnOptions,
): Promise<void> {
  let done = 0;
  const options = { candidates, closest: CLOSEST, hiddenFor: hideOwnFold(variant, foldOf) };
  const { index } = variant;
  for await (const { query, evidence } of queryEvidence(index, queries, options)) {
    collector.add(query, evidence, index.keyOf);
    done += 1;
    await progress(done);
  }
}

/** How queries that taught a model nothing fare with it. */
export interface HeldOutAnswers {
  /** [queries with a confirmed entry] reciprocal rank of the first right entry within ten. */
  ranks: number[];
  /** [judged pairs] the model's log-odds, and 1 for right or 0 for wrong. */
  scores: number[];
  labels: number[];
}

/** Ranks and scores held-out train queries; terms of their own fold are hidden. */
export async function answerHeldOut(
  variant: Indexed,
  model: MatchModel,
  queries: readonly JudgedQuery[],
  { candidates, rrfK, foldOf, progress }: LearnOptions,
): Promise<HeldOutAnswers> {
  const answers: HeldOutAnswers = { ranks: [], scores: [], labels: [] };
  const hiddenFor = hideOwnFold(variant, foldOf);
  const { index } = variant;
  let done = 0;
  for await (const { query, evidence } of queryEvidence(index, queries, {
    candidates,
    hiddenFor,
  })) {
    const ranked = rankEntries(evidence, model, rrfK, index.tieRank);
    const right = numbersOf(index, query.yes);
    const wrong = numbersOf(index, query.no);
    const place = ranked.slice(0, 10).findIndex(({ entry }) => right.has(entry));
    if (right.size > 0) answers.ranks.push(place < 0 ? 0 : 1 / (place + 1));
    const scores = scoreEntries(evidence, model, rrfK);
    evidence.entries.forEach((entry, i) => {
      if (!right.has(entry) && !wrong.has(entry)) return;
      answers.scores.push(scores[i] as number);
      answers.labels.push(right.has(entry) ? 1 : 0);
    });
    done += 1;
    await progress(done);
  }
  return answers;
}

const numbersOf = (index: Indexed['index'], keys: readonly string[]): Set<number> =>
  new Set(keys.flatMap((key) => index.entryNumber(key) ?? []));
