import type { LearningReport } from '#core/contract/learning.ts';
import type { Settings } from '#core/contract/workspace.ts';
import { compareVersions } from '#core/evaluate/compare.ts';
import { rankedByQuery } from '#core/evaluate/ranking.ts';
import { measureQueries, type PerQuery } from '#core/evaluate/ranking-metrics.ts';
import { YES_FROM } from '#core/ingest/outcomes.ts';
import { formatSigned } from '#core/ingest/words.ts';
import type { FitState } from '#core/learn/fit-rounds.ts';
import { deriveSeed } from '#core/math/seeded-random.ts';
import { mean } from '#core/math/statistics.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { answerQueries } from './answer-queries.ts';
import type { Learnt } from './learn-match-model.ts';
import type { LearntVectors } from './learn-vectors.ts';
import type { Scored } from './score-version.ts';
import type { TrainingData } from './training-data.ts';

interface ToReport {
  data: TrainingData;
  learnt: Learnt;
  scored: Scored | null;
  vectors: LearntVectors | null;
  context: JobContext;
}

const MEASURE = 'mrr@10';

/**
 * What learning tried and gained. The gain is measured on test, against the best training with neither tuned tokens nor
 * an adapter: same data, same folds, its own match model. Null where no match model was fitted.
 */
export async function learningReport(made: ToReport): Promise<LearningReport | null> {
  const { learnt, vectors } = made;
  if (learnt.model === null) return null;
  const { tokens, adapter } = learnt.variant.dictionary.stored;
  const report = {
    adapter: attemptOf(vectors?.adapter ?? null, adapter !== null),
    fineTuned: attemptOf(vectors?.tuning ?? null, tokens !== null),
    tried: learnt.tried,
    heldOut: learnt.heldOut,
    gain: await gainOnTest(made),
  };
  return { ...report, words: inWords(report, made.data.settings) };
}

const attemptOf = (state: FitState | null, kept: boolean): LearningReport['adapter'] =>
  state && { kept, rounds: state.best.round, scores: state.scores };

async function gainOnTest({
  data,
  learnt: { without },
  scored,
  context,
}: ToReport): Promise<LearningReport['gain']> {
  if (!without || !scored || scored.perQuery.size === 0) return null;
  const { settings, queries } = data;
  const { index } = without.variant;
  const answers = await answerQueries(index, without.model, queries.test, {
    ...settings,
    progress: context.breathe,
  });
  const before = measureQueries(rankedByQuery(answers.rankings), answers.qrels, {
    relevantFrom: YES_FROM,
  });
  const { difference, pValue, verdict } = await compareVersions(before, scored.perQuery, {
    seed: deriveSeed(settings.seed, 'gain'),
    measure: MEASURE,
    breathe: context.breathe,
  });
  return { without: mean(valuesOf(before)), difference, pValue, verdict };
}

const valuesOf = (perQuery: ReadonlyMap<string, PerQuery>): number[] =>
  [...perQuery.values()].map((query) => query[MEASURE]);

function inWords(
  { adapter, fineTuned, gain }: Omit<LearningReport, 'words'>,
  settings: Pick<Settings, 'adapter' | 'fineTune'>,
): string {
  if (adapter === null && fineTuned === null) {
    const off = settings.adapter === 'off' && settings.fineTune === 'off';
    if (off) return 'Learning on the vectors is switched off: no adapter, no fine-tuning.';
    return 'No adapter was learnt: too few confirmed train queries.';
  }
  const all = [
    { name: 'the adapter', kept: adapter?.kept },
    { name: 'fine-tuning', kept: fineTuned?.kept },
  ];
  const namesOf = (wanted: boolean) =>
    all.flatMap(({ name, kept }) => (kept === wanted ? name : [])).join(' and ');
  const [used, unused] = [namesOf(true), namesOf(false)];
  const left =
    unused &&
    `${capital(unused)}: tried and left out: train queries kept aside were found no better.`;
  return [used && gainInWords(used, gain), left].filter((part) => part !== '').join(' ');
}

/** "The adapter and fine-tuning: +0.052 MRR@10 on test (95 % interval +0.031 to +0.074) against the same training without: better." */
function gainInWords(used: string, gain: LearningReport['gain']): string {
  if (gain === null)
    return `${capital(used)}: kept; without a test query the gain is not measured.`;
  const { value, lower, upper } = gain.difference;
  const change = `${formatSigned(value)} MRR@10 on test (95 % interval ${formatSigned(lower)} to ${formatSigned(upper)})`;
  return `${capital(used)}: ${change} against the same training without: ${gain.verdict}.`;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
