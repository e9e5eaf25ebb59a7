import type { Entry } from '#core/contract/data.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { type TermPiece, termPieces } from '#core/index/lance-terms.ts';
import { counted } from '#core/ingest/words.ts';
import { buildArrays } from '#core/match/build-index.ts';
import { textAnalysis } from '#core/text/language.ts';
import type { VersionDraft } from '#core/versions/version-store.ts';
import type { ParentVersion } from './incremental-parent.ts';
import type { Learnt } from './learn-match-model.ts';
import { memoryBudgetOf } from './memory-budget.ts';
import type { EmbeddedDictionary } from './prepare-variants.ts';
import type { StageRunner } from './stages.ts';
import { type IndexContent, writeIndex } from './stored-index.ts';
import { takeOverVectors } from './take-over-vectors.ts';
import { termRows } from './term-rows.ts';
import type { TrainDeps, TrainingStart } from './train-deps.ts';
import type { TrainingData } from './training-data.ts';
import { indexFolder, type VersionParts, writeVersionParts } from './version-files.ts';

/** What there is when a version is written. */
interface ToIndex {
  start: TrainingStart;
  data: TrainingData;
  dictionary: EmbeddedDictionary;
  learnt: Learnt;
  /** Whose vectors are taken over. */
  parent: ParentVersion | null;
  draft: VersionDraft;
  deps: TrainDeps;
}

type IndexedCollection = Manifest['data']['collections'][number];

/** Writes the models and the index of every collection into the draft; returns those beside the canonical one. */
export function indexCollections(
  made: ToIndex,
  parts: VersionParts,
  stages: StageRunner,
): Promise<IndexedCollection[]> {
  const { data, learnt, draft, deps } = made;
  return stages.run('index', async () => {
    await writeVersionParts(deps.files, draft.folder, parts);
    const { table, arrays } = learnt.variant;
    await writeOne(made, undefined, { table, arrays, entries: data.entries });
    const others: IndexedCollection[] = [];
    for (const { name, sha256 } of data.snapshot.collections) {
      others.push({ name, sha256, ...(await indexOther(made, parts, name)) });
    }
    const terms = others.reduce((sum, other) => sum + other.terms, table.terms.length);
    const also = others.length > 0 ? ` in ${others.length + 1} collections` : '';
    return { result: others, detail: `${counted(terms, 'term')} indexed${also}` };
  });
}

/** Embeds and indexes a collection beside the canonical one. */
async function indexOther(
  made: ToIndex,
  { match }: VersionParts,
  name: string,
): Promise<Pick<IndexedCollection, 'entries' | 'terms'>> {
  const { start, dictionary, deps } = made;
  const { context } = deps;
  context.log('info', `Embedding the collection ${name}.`);
  const entries: Entry[] = await start.loadCollection(name);
  const rows = termRows(entries, start.settings.terms, []);
  const known = knownVectors(made, name);
  const { embedder } = dictionary;
  const { vectors } = await takeOverVectors(rows.terms, known, embedder, context.breathe);
  const table = { ...rows, vectors, dimensions: dictionary.space.dimensions };
  const arrays = await buildArrays(table, textAnalysis(match.analysis), context.breathe);
  await writeOne(made, name, { table, arrays, entries });
  return { entries: entries.length, terms: rows.terms.length };
}

/** What the parent of an incremental training has of a collection; nothing in other trainings. */
async function* knownVectors(
  { start, parent, deps }: ToIndex,
  name: string,
): AsyncGenerator<TermPiece> {
  const { data, space } = parent?.manifest ?? {};
  if (!parent || !space || start.request.reuse === false) return;
  if (!data?.collections.some((collection) => collection.name === name)) return;
  yield* termPieces(indexFolder(deps.files, parent.folder, name), space.dimensions);
}

function writeOne(
  { start, draft, deps }: ToIndex,
  collection: string | undefined,
  content: IndexContent,
): Promise<void> {
  const { files, context, memoryBytes } = deps;
  const total = content.table.terms.length;
  return writeIndex(files, indexFolder(files, draft.folder, collection), content, {
    memoryBudgetBytes: memoryBudgetOf(start.settings, memoryBytes),
    progress: (done) => {
      context.progress(done, total, 'terms');
      return context.breathe();
    },
  });
}
