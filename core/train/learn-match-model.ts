import { counted } from '#core/ingest/words.ts';
import { fitMatchModel, type MatchModel } from '#core/match/match-model.ts';
import { deriveSeed, seededRandom } from '#core/math/seeded-random.ts';
import { mean } from '#core/math/statistics.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { collectAnchors } from './anchors.ts';
import { type PairCollector, pairCollector } from './collect-pairs.ts';
import {
  collectPairs,
  divideTrainQueries,
  enoughToLearn,
  type LearnOptions,
  reciprocalRanks,
} from './learn.ts';
import type { Variant } from './prepare-variants.ts';
import type { TrainingData } from './training-data.ts';

export interface Learnt {
  variant: Variant;
  /** Null where judgments are too few. */
  model: MatchModel | null;
  /** In words: what was tried and what won. */
  detail: string;
}

/**
 * Fits a match model on each variant and keeps the one that finds train queries kept aside better; without enough
 * judgments the plain dictionary and reciprocal rank fusion remain. `variants[0]` is the plain one.
 */
export async function learnMatchModel(
  data: TrainingData,
  variants: readonly Variant[],
  context: JobContext,
): Promise<Learnt> {
  const [plain] = variants;
  if (plain === undefined) throw new Error('There is no variant to learn on.');
  if (!enoughToLearn(data.queries.train)) {
    return {
      variant: plain,
      model: null,
      detail: 'Too few judgments to learn from: ranks are fused, and no probability is shown.',
    };
  }
  const random = seededRandom(deriveSeed(data.settings.seed, 'held-out'));
  const split = divideTrainQueries(data.queries.train, random);
  const choice = variants.length > 1;
  const heldOut = choice ? split.heldOut : [];
  const fit = choice ? split.fit : [...split.fit, ...split.heldOut];
  const trial = choice ? fit.slice(0, TRIAL_QUERIES) : fit;
  const rest = fit.slice(trial.length);
  const total = variants.length * (trial.length + heldOut.length) + rest.length;
  const step = stepper(data, split.foldOf, total, context);
  const tried: Trial[] = [];
  for (const variant of variants) {
    const collector = pairCollector();
    await collectAnchors(variant.index, collector, data.settings);
    await collectPairs(variant, trial, collector, step(trial.length));
    const model = await fitMatchModel(collector.pairs(), collector.counts(), context.breathe);
    const ranks = await reciprocalRanks(variant, model, heldOut, step(heldOut.length));
    tried.push({ variant, collector, model, rank: mean(ranks) });
  }
  const best = tried.reduce((winner, next) => (next.rank > winner.rank ? next : winner));
  await collectPairs(best.variant, rest, best.collector, step(rest.length));
  const { collector, variant } = best;
  const model = await fitMatchModel(collector.pairs(), collector.counts(), context.breathe);
  return { variant, model, detail: inWords(tried, { variant, model }, heldOut.length) };
}

/** Train queries on which the variants are compared; the winner goes on with the others. */
const TRIAL_QUERIES = 1000;

interface Trial {
  variant: Variant;
  collector: PairCollector;
  model: MatchModel;
  /** MRR@10 on the queries kept aside. */
  rank: number;
}

/** Options for one step after the other, with progress over all of them. */
function stepper(
  { settings }: TrainingData,
  foldOf: LearnOptions['foldOf'],
  total: number,
  context: JobContext,
): (queries: number) => LearnOptions {
  let before = 0;
  return (queries) => {
    const start = before;
    before += queries;
    const progress = (done: number) => {
      context.progress(start + done, total, 'queries');
      return context.breathe();
    };
    return { candidates: settings.candidates, rrfK: settings.rrfK, foldOf, progress };
  };
}

function inWords(
  tried: readonly { variant: Variant; rank: number }[],
  best: { variant: Variant; model: MatchModel },
  heldOut: number,
): string {
  const { pairs, queries } = best.model.trainedOn;
  const fitted = `${counted(pairs, 'pair')} of ${counted(queries, 'query', 'queries')}`;
  const plain = tried.find(({ variant }) => !variant.learnt);
  const learnt = tried.find(({ variant }) => variant.learnt);
  if (!plain || !learnt) return fitted;
  const verdict = best.variant.learnt ? 'kept' : 'left out';
  const numbers = `MRR@10 ${learnt.rank.toFixed(3)} with, ${plain.rank.toFixed(3)} without`;
  return `${fitted}; learnt terms ${verdict} (${numbers}, on ${heldOut} train queries kept aside)`;
}
