import type { LearningReport } from '#core/contract/learning.ts';
import { onnxMultiplier } from '#core/learn/onnx-multiply.ts';
import { deriveSeed, seededRandom } from '#core/math/seeded-random.ts';
import { adaptDictionary, fitDictionaryAdapter } from './adapt-dictionary.ts';
import { planAdapter } from './adapter-plan.ts';
import { divideTrainQueries, enoughToLearn, type LearningSplit } from './learn.ts';
import type { Learnt } from './learn-match-model.ts';
import { type LearntVectors, learnVectors } from './learn-vectors.ts';
import { learningReport } from './learning-report.ts';
import type { EmbeddedDictionary, VariantShelf } from './prepare-variants.ts';
import type { Scored } from './score-version.ts';
import type { StageRunner } from './stages.ts';
import type { TrainDeps, TrainingStart } from './train-deps.ts';
import type { TrainingData } from './training-data.ts';

/** Data and vectors to learn from. */
export interface ToLearnFrom {
  start: Pick<TrainingStart, 'request' | 'settings'>;
  data: TrainingData;
  dictionary: EmbeddedDictionary;
  deps: LearningDeps;
  stages: StageRunner;
}

/** What learning needs of the world. */
export type LearningDeps = Pick<
  TrainDeps,
  'files' | 'cache' | 'context' | 'sha256' | 'intraOpThreads' | 'memoryBytes' | 'metric'
>;

/** The steps of learning on the vectors, in their order. */
export interface Adapting {
  /** The train queries, divided for everything that is learnt. */
  split: LearningSplit;
  /** Tunes tokens and fits an adapter on a part of the train queries; null where there is nothing that helps. */
  fit(): Promise<{ dictionary: EmbeddedDictionary } | null>;
  /**
   * Fits the adapter again on all train queries where a variant with it was chosen. Tuned tokens stay as they are: the
   * match model's evidence was gathered with them from queries that are new to them, and a table of vectors, unlike a
   * map of so few numbers, could learn the queries by heart.
   */
  finish(learnt: Learnt, shelf: VariantShelf): Promise<Learnt>;
  /** What was tried and, on test, gained; null in modes that learn nothing. */
  report(learnt: Learnt, scored: Scored | null): Promise<LearningReport | null>;
  close(): Promise<void>;
}

/** A vector table larger than this share of the machine's memory is not held twice. */
const MOST_OF_MEMORY = 1 / 12;

/** Why nothing is learnt on the vectors; null where something can be. */
function obstacle({ start, data, dictionary, deps }: ToLearnFrom): string | null {
  if (start.request.mode !== 'full-train') return 'This mode learns nothing on the vectors.';
  const { adapter, fineTune } = start.settings;
  if (adapter === 'off' && fineTune === 'off') return 'Switched off in the settings.';
  if (!enoughToLearn(data.queries.train)) return 'Too few judgments to learn from.';
  const tooLarge = dictionary.vectors.byteLength > deps.memoryBytes * MOST_OF_MEMORY;
  return tooLarge ? 'The vectors are too large to hold them twice in memory.' : null;
}

/** Prepares the learning of tokens and adapter; close it after the version is made. */
export function startAdapting(made: ToLearnFrom): Adapting {
  const { start, data, dictionary, deps, stages } = made;
  const { seed } = data.settings;
  const split = divideTrainQueries(data.queries.train, seededRandom(deriveSeed(seed, 'held-out')));
  const { multiply, close } = onnxMultiplier(deps.intraOpThreads);
  const tools = { data, dictionary, deps, multiply, family: dictionary.space.id };
  let vectors: LearntVectors | null = null;
  const adapted: EmbeddedDictionary[] = [];
  const skip = (why: string) => {
    stages.skip('adapt', why);
    return null;
  };
  return {
    split,
    async close() {
      for (const { embedder } of adapted) await embedder.close();
      await close();
    },
    async fit() {
      const why = obstacle(made);
      if (why !== null) return skip(why);
      const random = seededRandom(deriveSeed(seed, 'adapter queries'));
      const plan = planAdapter(data.queries.train, split.foldOf, random);
      if (plan === null) return skip('Too few confirmed train queries to learn from.');
      return stages.run('adapt', async () => {
        const roomBytes = deps.memoryBytes * MOST_OF_MEMORY;
        vectors = await learnVectors(tools, plan, { settings: start.settings, roomBytes });
        const learnt = vectors.dictionary;
        if (learnt?.stored.adapter) adapted.push(learnt);
        return { result: learnt && { dictionary: learnt }, detail: vectors.detail };
      });
    },
    async finish(learnt, shelf) {
      if (vectors === null || learnt.variant.dictionary.stored.adapter === null) return learnt;
      const teachers = {
        learnFrom: data.queries.train,
        rounds: vectors.adapter?.best.round ?? 0,
      };
      const all = { ...tools, dictionary: vectors.below };
      const { values: map } = await fitDictionaryAdapter(all, teachers);
      const final = await adaptDictionary(all, map);
      adapted.push(final);
      return { ...learnt, variant: await shelf.prepareOne(final, learnt.variant.learnt) };
    },
    report: (learnt, scored) =>
      learningReport({ data, learnt, scored, vectors, context: deps.context }),
  };
}
