import { PlumblineError } from '#core/contract/errors.ts';
import { counted, formatCount } from '#core/ingest/words.ts';
import { describeEmbedding } from './describe-embedding.ts';
import { embedRows } from './embed-dictionary.ts';
import type { EmbeddedDictionary } from './prepare-variants.ts';
import type { StageRunner } from './stages.ts';
import { termRows } from './term-rows.ts';
import type { TrainDeps, TrainingStart } from './train-deps.ts';
import {
  describeFindings,
  judgmentCount,
  prepareData,
  refuseBlocked,
  type TrainingData,
} from './training-data.ts';

/** Loads, splits and checks the data. Throws BAD_INPUT when a finding blocks. */
export async function loadData(
  { settings, loadSnapshot }: TrainingStart,
  { context }: TrainDeps,
  stages: StageRunner,
): Promise<TrainingData> {
  const snapshot = await stages.run('load', async () => {
    const loaded = await loadSnapshot();
    const terms = loaded.entries.reduce((sum, entry) => sum + entry.terms.length, 0);
    const judgments = counted(loaded.judgments.length, 'judgment');
    const detail = `${counted(loaded.entries.length, 'entry', 'entries')}, ${counted(terms, 'term')}, ${judgments}`;
    return { result: loaded, detail };
  });
  const data = await stages.run('split', async () => {
    const prepared = await prepareData(snapshot, settings, context);
    const count = (split: keyof TrainingData['queries']) =>
      formatCount(judgmentCount(prepared.queries[split]));
    const detail = `${count('train')} train, ${count('calibrate')} calibrate, ${count('test')} test judgments`;
    return { result: prepared, detail };
  });
  await stages.run('preflight', async () => {
    refuseBlocked(data.findings);
    return { result: undefined, detail: describeFindings(data.findings) };
  });
  return data;
}

/**
 * Embeds every term, and in modes with feedback the confirmed train queries. The caller closes the dictionary's
 * embedder. Throws BAD_INPUT where no entry has a term.
 */
export function embedDictionary(
  { request, settings }: TrainingStart,
  data: TrainingData,
  deps: TrainDeps,
  stages: StageRunner,
): Promise<EmbeddedDictionary> {
  return stages.run('embed', async () => {
    const learnFrom = request.mode === 'build-index' ? [] : data.queries.train;
    const rows = termRows(data.entries, settings.terms, learnFrom);
    if (rows.terms.length === 0) throw noTerms();
    const embedding = await embedRows(request, rows, data, deps);
    return { result: embedding.dictionary, detail: describeEmbedding(embedding) };
  });
}

function noTerms(): PlumblineError {
  return new PlumblineError('BAD_INPUT', 'No entry of the dictionary has a term to embed.', {
    remedy: 'Import a dictionary whose entries have texts.',
  });
}
