import type { LearningReport } from '#core/contract/learning.ts';
import { textAnalysis, textAnalysisSettings } from '#core/text/language.ts';
import { startAdapting, type ToLearnFrom } from './adapt-stages.ts';
import type { Learnt } from './learn-match-model.ts';
import { learn } from './learn-stages.ts';
import { variantShelf } from './prepare-variants.ts';
import type { Scored } from './score-version.ts';

/** What learning tried and gained, once the result is scored on test. */
export type ReportLearning = (scored: Scored | null) => Promise<LearningReport | null>;

/**
 * Learns from a dictionary's vectors and train judgments: an adapter, then a match model for each way to index, of which
 * the best is kept. `use` gets it while its index is open.
 */
export async function learnFrom<Result>(
  made: ToLearnFrom,
  use: (learnt: Learnt, report: ReportLearning) => Promise<Result>,
): Promise<Result> {
  const { start, data, dictionary, deps, stages } = made;
  const adapting = startAdapting(made);
  const shelf = variantShelf({
    analysis: textAnalysis(textAnalysisSettings(start.settings)),
    intraOpThreads: deps.intraOpThreads,
    context: deps.context,
  });
  try {
    const adapter = await adapting.fit();
    const plain = await shelf.prepare(dictionary);
    const adapted = adapter ? await shelf.prepare(adapter.dictionary) : [];
    const finish = (chosen: Learnt) => adapting.finish(chosen, shelf);
    const toLearn = { variants: [...plain, ...adapted], split: adapting.split, finish };
    const learnt = await learn(start, data, toLearn, deps, stages);
    return await use(learnt, (scored) => adapting.report(learnt, scored));
  } finally {
    await shelf.close();
    await adapting.close();
  }
}
