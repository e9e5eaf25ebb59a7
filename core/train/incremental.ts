import type { Incremental } from '#core/contract/versions.ts';
import { type TermPiece, termPieces } from '#core/index/lance-terms.ts';
import { counted } from '#core/ingest/words.ts';
import { textAnalysis } from '#core/text/language.ts';
import { type EntryChanges, entryChanges } from './entry-changes.ts';
import type { ParentVersion } from './incremental-parent.ts';
import type { Learnt } from './learn-match-model.ts';
import { type EmbeddedDictionary, variantShelf } from './prepare-variants.ts';
import type { StageRunner } from './stages.ts';
import { assembleEmbedder } from './stored-embedder.ts';
import { takeOverVectors } from './take-over-vectors.ts';
import { termRows } from './term-rows.ts';
import type { TrainDeps, TrainingStart } from './train-deps.ts';
import type { TrainingData } from './training-data.ts';
import { indexFolder } from './version-files.ts';

/** A dictionary in its parent's space, and what was taken over. */
export interface IncrementalDictionary {
  dictionary: EmbeddedDictionary;
  incremental: Incremental;
}

/** What an incremental training works on. */
interface ToIncrement {
  start: TrainingStart;
  data: TrainingData;
  parent: ParentVersion;
  deps: TrainDeps;
  stages: StageRunner;
}

/** Takes over the vectors of the terms that the parent has and embeds the others. The caller closes the embedder. */
export function embedIncrement(made: ToIncrement): Promise<IncrementalDictionary> {
  const { start, data, parent, deps, stages } = made;
  const { version, space, data: before } = parent.manifest;
  return stages.run('embed', async () => {
    const learnFrom = before.learntTerms > 0 ? data.queries.train : [];
    const rows = termRows(data.entries, start.settings.terms, learnFrom);
    const stored = parent.parts.embedder;
    const base = stored.model && (await deps.models.forAnswering(stored.model));
    const embedder = assembleEmbedder(stored, base);
    try {
      const table = indexFolder(deps.files, parent.folder);
      const changes = entryChanges(rows);
      const reuse = start.request.reuse ?? true;
      const known = noting(termPieces(table, space.dimensions), changes, reuse);
      const taken = await takeOverVectors(rows.terms, known, embedder, deps.context.breathe);
      const { vectors, reused, embedded } = taken;
      const result: IncrementalDictionary = {
        dictionary: { rows, vectors, embedder, base, stored, space },
        incremental: { from: version, reused, embedded, entries: changes.counts() },
      };
      return { result, detail: inWords(result) };
    } catch (error) {
      await embedder.close();
      throw error;
    }
  });
}

/** Tells `changes` of each term on its way; without `reuse` that is where it ends. */
async function* noting(
  known: AsyncIterable<TermPiece>,
  changes: EntryChanges,
  reuse: boolean,
): AsyncGenerator<TermPiece> {
  for await (const batch of known) {
    changes.note(batch);
    if (reuse) yield batch;
  }
}

function inWords({ dictionary, incremental }: IncrementalDictionary): string {
  const { from, reused, embedded, entries } = incremental;
  const size = `${counted(dictionary.rows.terms.length, 'term')} x ${dictionary.space.dimensions}`;
  const changed = `${entries.added} entries new, ${entries.changed} changed, ${entries.removed} gone`;
  return `${size}: ${counted(reused, 'vector')} taken over from ${from}, ${embedded} embedded; ${changed}`;
}

/** Indexes the dictionary and gives it to `use` with the parent's match model, while its index is open. */
export async function keepLearnt<Result>(
  { start, parent, deps, stages }: ToIncrement,
  dictionary: EmbeddedDictionary,
  use: (learnt: Learnt) => Promise<Result>,
): Promise<Result> {
  const { manifest, parts } = parent;
  stages.skip('adapt', `Kept from ${manifest.version}.`);
  const { intraOpThreads, context } = deps;
  const analysis = textAnalysis(parts.match.analysis);
  const shelf = variantShelf({ analysis, intraOpThreads, context });
  try {
    const variant = await stages.run('learn', async () => ({
      result: await shelf.prepareOne(dictionary, manifest.data.learntTerms > 0),
      detail: `kept from ${manifest.version}; ${counted(start.settings.candidates, 'candidate')} a leg`,
    }));
    const { model } = parts.match;
    return await use({ variant, model, without: null, tried: [], heldOut: 0, detail: '' });
  } finally {
    await shelf.close();
  }
}
