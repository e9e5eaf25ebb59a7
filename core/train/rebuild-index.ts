import { CANONICAL, type Entry } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { type Embedder, embedTexts } from '#core/embed/embedder.ts';
import { readTermRows } from '#core/index/lance-terms.ts';
import { type TextColumn, textAt, textCount } from '#core/index/text-column.ts';
import { buildArrays } from '#core/match/build-index.ts';
import type { MatchArrays } from '#core/match/match-index.ts';
import type { Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { type TextAnalysis, textAnalysis } from '#core/text/language.ts';
import { fileRecords, verifyFiles, writeManifest } from '#core/versions/manifest-file.ts';
import type { ModelAccess } from './model-access.ts';
import { assembleEmbedder } from './stored-embedder.ts';
import { readArrays, writeIndex } from './stored-index.ts';
import type { TermRows } from './term-rows.ts';
import { indexFolder, readVersionParts } from './version-files.ts';

/** What a rebuild needs of the world. */
export interface RebuildDeps {
  files: Files;
  models: Pick<ModelAccess, 'forAnswering'>;
  context: JobContext;
  memoryBudgetBytes: number;
  /** A collection's entries, or null where the workspace has it no more as it was: fields and empty entries come from there. */
  entriesOf(collection: string, sha256: string): Promise<Entry[] | null>;
}

/**
 * Makes the damaged indexes of a version anew: the terms from whichever of the index's two halves is whole, the vectors
 * with the version's own embedder. Returns the collections that were rebuilt; none where nothing is damaged. Each index
 * takes its place in one step, and the manifest gets its new hashes last. Throws DAMAGED where more than an index is lost.
 */
export async function rebuildIndexes(
  folder: string,
  manifest: Manifest,
  deps: RebuildDeps,
): Promise<string[]> {
  const { files, models } = deps;
  const damaged = await damagedCollections(folder, manifest, files);
  if (damaged.length === 0) return [];
  const { embedder: stored, match } = await readVersionParts(files, folder);
  const base = stored.model && (await models.forAnswering(stored.model));
  const embedder = assembleEmbedder(stored, base);
  try {
    const making = { embedder, analysis: textAnalysis(match.analysis), folder };
    for (const collection of damaged) await rebuildOne(collection, making, deps);
  } finally {
    await embedder.close();
  }
  await writeManifest(files, folder, { ...manifest, files: await fileRecords(files, folder) });
  return damaged.map(({ name }) => name);
}

type Collection = Pick<Manifest['data']['collections'][number], 'name' | 'sha256'>;

async function damagedCollections(
  folder: string,
  manifest: Manifest,
  files: Files,
): Promise<Collection[]> {
  const stored = { id: manifest.version, folder, manifest, damage: null };
  const problems = await verifyFiles(files, stored);
  const { collections, canonicalSha256 } = manifest.data;
  const all = [{ name: CANONICAL, sha256: canonicalSha256 }, ...collections];
  const placed = all.map((one) => ({ ...one, prefix: prefixOf(one.name) }));
  const other = problems.find(
    (problem) => !placed.some(({ prefix }) => problem.startsWith(prefix)),
  );
  if (other === undefined)
    return placed.filter(({ prefix }) => problems.some((problem) => problem.startsWith(prefix)));
  throw new PlumblineError('DAMAGED', `More than the index is damaged: ${other}.`, {
    file: folder,
    remedy: 'Bring its folder back from a copy, or train again.',
  });
}

const prefixOf = (collection: string) =>
  collection === CANONICAL ? 'index/' : `collections/${collection}/`;

interface Making {
  embedder: Embedder;
  analysis: TextAnalysis;
  folder: string;
}

async function rebuildOne(
  { name, sha256 }: Collection,
  { embedder, analysis, folder }: Making,
  deps: RebuildDeps,
): Promise<void> {
  const { files, context, memoryBudgetBytes } = deps;
  const place = indexFolder(files, folder, name);
  await bringBack(files, place);
  const known = await deps.entriesOf(name, sha256);
  const rows = (await rowsOfArrays(deps, place)) ?? (await rowsOfTable(place, known));
  if (rows === null) throw nothingLeft(place);
  const vectors = await embedTexts(embedder, rows.terms, 'term', context.breathe);
  const table = { ...rows, vectors, dimensions: embedder.dimensions };
  const arrays = await buildArrays(table, analysis, context.breathe);
  const fields = new Map(known?.map((entry) => [entry.key, entry.fields]));
  if (known === null) context.log('warn', `The fields of ${name} are lost: it has changed since.`);
  const entries = rows.keys.map((key) => ({ key, fields: fields.get(key) }));
  const unfinished = `${place}.unfinished`;
  await files.remove(unfinished);
  await writeIndex(
    files,
    unfinished,
    { table, arrays, entries },
    {
      memoryBudgetBytes,
      progress: (done) => {
        context.progress(done, rows.terms.length, 'terms');
        return context.breathe();
      },
    },
  );
  await files.flush(unfinished);
  await files.rename(place, setAside(place));
  await files.rename(unfinished, place);
  await files.remove(setAside(place));
}

const setAside = (place: string) => `${place}.damaged`;

/** A process killed between the two renames has left the damaged index, from which to begin again, beside its place. */
async function bringBack(files: Files, place: string): Promise<void> {
  const aside = setAside(place);
  if (!(await files.exists(aside))) return;
  if (await files.exists(place)) await files.remove(aside);
  else await files.rename(aside, place);
}

/** The rows as the arrays have them; null where those are not whole. */
async function rowsOfArrays({ files }: RebuildDeps, place: string): Promise<TermRows | null> {
  const arrays = await orNull(() => readArrays(files, place));
  return arrays && rowsOf(arrays);
}

/** The rows that arrays were made of. */
export function rowsOf(arrays: MatchArrays): TermRows {
  const { keys, names, terms, entryOf, learntFrom } = arrays.terms;
  const learnt = textsOf(learntFrom);
  const own = new Array<null>(textCount(terms) - learnt.length).fill(null);
  return {
    keys: textsOf(keys),
    names: textsOf(names),
    terms: textsOf(terms),
    entryOf,
    learntFrom: [...own, ...learnt],
  };
}

const textsOf = (column: TextColumn): string[] =>
  Array.from({ length: textCount(column) }, (_, i) => textAt(column, i));

/** The rows as the LanceDB table has them, with keys from the collection; null where one of both is missing. */
async function rowsOfTable(
  place: string,
  known: readonly Entry[] | null,
): Promise<TermRows | null> {
  const table = await orNull(() => readTermRows(place));
  if (table === null) return null;
  const { rowKeys, ...rows } = table;
  const keys: string[] = known?.map(({ key }) => key) ?? [];
  const names: string[] = known?.map(({ key, terms }) => terms[0] ?? key) ?? [];
  // Row by row, so that without the collection only entries that have no term are missing.
  rowKeys.forEach((key, row) => {
    const entry = rows.entryOf[row] as number;
    keys[entry] ??= key;
    names[entry] ??= rows.terms[row] ?? key;
  });
  const whole = Array.from(keys, (key, entry) => key ?? `entry ${entry + 1}`);
  return { ...rows, keys: whole, names: Array.from(whole, (key, entry) => names[entry] ?? key) };
}

async function orNull<Value>(read: () => Promise<Value>): Promise<Value | null> {
  try {
    return await read();
  } catch {
    // Whatever is wrong with this half, the other one is asked.
    return null;
  }
}

function nothingLeft(place: string): PlumblineError {
  return new PlumblineError('DAMAGED', 'Nothing of this index can be read any more.', {
    file: place,
    remedy: 'Bring the version back from a copy, or train again.',
  });
}
