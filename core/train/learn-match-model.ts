import { averagePrecision } from '#core/evaluate/pair-metrics.ts';
import { counted } from '#core/ingest/words.ts';
import { fitMatchModel, type MatchModel } from '#core/match/match-model.ts';
import { mean } from '#core/math/statistics.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { taughtAdapter } from './adapter-plan.ts';
import { collectAnchors } from './anchors.ts';
import { type PairCollector, pairCollector } from './collect-pairs.ts';
import {
  answerHeldOut,
  collectPairs,
  enoughToLearn,
  type LearningSplit,
  type LearnOptions,
} from './learn.ts';
import type { Variant } from './prepare-variants.ts';
import type { TrainingData } from './training-data.ts';

export interface Learnt {
  variant: Variant;
  /** Null where judgments are too few. */
  model: MatchModel | null;
  /** The best without an adapter, fitted as fully, where one is used: what its gain is measured against. */
  without: { variant: Variant; model: MatchModel } | null;
  /** How each variant did on train queries kept aside; empty where there was no choice. */
  tried: TriedVariant[];
  /** How many queries those are. */
  heldOut: number;
  /** In words: what was tried and what won. */
  detail: string;
}

export interface TriedVariant {
  adapted: boolean;
  learnt: boolean;
  /** MRR@10 of the confirmed queries. */
  mrr: number;
  /** Of the judged pairs; null without a right one. */
  averagePrecision: number | null;
}

/**
 * Fits a match model on each variant and keeps the one that finds train queries kept aside better; without enough
 * judgments the plain dictionary and reciprocal rank fusion remain. `variants[0]` is the plain one. Adapted variants
 * learn from queries that the adapter has not seen.
 */
export async function learnMatchModel(
  data: TrainingData,
  variants: readonly Variant[],
  split: LearningSplit,
  context: JobContext,
): Promise<Learnt> {
  const [plain] = variants;
  if (plain === undefined) throw new Error('There is no variant to learn on.');
  if (!enoughToLearn(data.queries.train)) {
    return {
      ...{ variant: plain, model: null, without: null, tried: [], heldOut: 0 },
      detail: 'Too few judgments to learn from: ranks are fused, and no probability is shown.',
    };
  }
  const plan = queriesFor(variants, split);
  const step = stepper(data, split.foldOf, plan.total, context);
  const trials: Trial[] = [];
  for (const variant of variants) {
    const collector = pairCollector();
    await collectAnchors(variant.index, collector, data.settings);
    await collectPairs(variant, plan.trial, collector, step(plan.trial.length));
    const model = await fitMatchModel(collector.pairs(), collector.counts(), context.breathe);
    const answers = await answerHeldOut(variant, model, plan.heldOut, step(plan.heldOut.length));
    const mrr = mean(answers.ranks);
    const precision = averagePrecision(answers.scores, answers.labels);
    trials.push({ variant, collector, model, mrr, averagePrecision: precision });
  }
  const complete = async ({ variant, collector }: Trial) => {
    const rest = variant.adapted ? plan.restAdapted : plan.rest;
    await collectPairs(variant, rest, collector, step(rest.length));
    const model = await fitMatchModel(collector.pairs(), collector.counts(), context.breathe);
    return { variant, model };
  };
  const winner = bestOf(trials);
  const best = await complete(winner);
  const others = trials.filter(({ variant }) => !variant.adapted);
  const without = winner.variant.adapted ? await complete(bestOf(others)) : null;
  const tried = plan.heldOut.length === 0 ? [] : trials.map(triedOf);
  const heldOut = plan.heldOut.length;
  return { ...best, without, tried, heldOut, detail: inWords(tried, best, heldOut) };
}

/** Train queries on which the variants are compared; the winner goes on with the others. */
const TRIAL_QUERIES = 1000;

/** Which queries the variants are tried on, and which the winner learns from besides. */
function queriesFor(variants: readonly Variant[], split: LearningSplit) {
  const choice = variants.length > 1;
  const heldOut = choice ? split.heldOut : [];
  const fit = choice ? split.fit : [...split.fit, ...split.heldOut];
  const anyAdapted = variants.some(({ adapted }) => adapted);
  const honest = anyAdapted ? fit.filter((query) => !taughtAdapter(query, split.foldOf)) : fit;
  const trial = choice ? honest.slice(0, TRIAL_QUERIES) : fit;
  const tried = new Set(trial);
  const rest = fit.filter((query) => !tried.has(query));
  const restAdapted = [...honest.filter((query) => !tried.has(query)), ...heldOut];
  const total = variants.length * (trial.length + heldOut.length) + rest.length;
  return {
    trial,
    heldOut,
    rest,
    restAdapted,
    total: total + (anyAdapted ? restAdapted.length : 0),
  };
}

interface Trial extends Pick<TriedVariant, 'mrr' | 'averagePrecision'> {
  variant: Variant;
  collector: PairCollector;
  model: MatchModel;
}

/**
 * Which entry comes first, and whether it can be accepted, count the same: ranks alone cannot tell variants apart where
 * nearly every first entry is right.
 */
const worth = ({ mrr, averagePrecision: precision }: Trial): number =>
  (mrr + (precision ?? mrr)) / 2;

/** The first of equals. */
const bestOf = (trials: readonly Trial[]): Trial =>
  trials.reduce((winner, next) => (worth(next) > worth(winner) ? next : winner));

const triedOf = ({ variant: { adapted, learnt }, mrr, averagePrecision }: Trial) => ({
  ...{ adapted, learnt, mrr, averagePrecision },
});

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
  tried: readonly TriedVariant[],
  best: { variant: Variant; model: MatchModel },
  heldOut: number,
): string {
  const { pairs, queries } = best.model.trainedOn;
  const fitted = `${counted(pairs, 'pair')} of ${counted(queries, 'query', 'queries')}`;
  if (tried.length === 0) return fitted;
  const numbers = tried.map((one) => `${nameOf(one)} ${numbersOf(one)}`).join(', ');
  const chosen = nameOf(best.variant);
  return `${fitted}; chosen: ${chosen} (MRR@10 and average precision on ${heldOut} train queries kept aside: ${numbers})`;
}

const numbersOf = ({ mrr, averagePrecision }: TriedVariant): string =>
  `${mrr.toFixed(3)} ${averagePrecision?.toFixed(3) ?? '–'}`;

function nameOf({ adapted, learnt }: Pick<TriedVariant, 'adapted' | 'learnt'>): string {
  const terms = learnt ? 'learnt terms' : 'plain dictionary';
  return adapted ? `adapter and ${terms}` : terms;
}
