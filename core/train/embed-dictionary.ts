import type { Space } from '#core/contract/versions.ts';
import { fitLexical, type LexicalModel, lexicalEmbedder } from '#core/embed/lexical-embedder.ts';
import { deriveSeed, seededRandom } from '#core/math/seeded-random.ts';
import type { Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { entryTexts, type TermRows } from './term-rows.ts';
import type { TrainingData } from './training-data.ts';
import { readLexical, writeLexical } from './version-files.ts';

export interface EmbedDeps {
  files: Files;
  /** The workspace's cache folder: may be deleted at any time. */
  cache: string;
  sha256(text: string): string;
  context: JobContext;
}

/** Changes when the fitting code does, so that a cached model of an older program is not used. */
const FIT_REVISION = 3;

/** The lexical space of a dictionary: the same dictionary, settings and seed give the same vectors. */
export function lexicalSpace(data: TrainingData, sha256: EmbedDeps['sha256']): Space {
  const { terms, lexicalDimensions, seed } = data.settings;
  const settings = {
    revision: FIT_REVISION,
    terms,
    dimensions: lexicalDimensions,
    seed,
    dictionary: data.snapshot.canonicalSha256,
  };
  const id = sha256(JSON.stringify(['lexical', settings])).slice(0, 16);
  return { id, embedder: 'lexical', dimensions: lexicalDimensions, settings };
}

/** Fits the lexical embedder to the dictionary, or takes it from the cache. */
export async function lexicalModelFor(
  data: TrainingData,
  space: Space,
  { files, cache, context }: EmbedDeps,
): Promise<{ model: LexicalModel; cached: boolean }> {
  const folder = files.join(cache, 'spaces', space.id);
  const known = await readCached(files, folder);
  if (known !== null) return { model: known, cached: true };
  const texts = data.entries.map((entry) => entryTexts(entry, data.settings.terms));
  const model = await fitLexical(
    texts.flat(),
    texts.map((own) => own.join(' ')),
    {
      dimensions: data.settings.lexicalDimensions,
      random: seededRandom(deriveSeed(data.settings.seed, 'lexical')),
      breathe: context.breathe,
    },
  );
  await files.makeFolder(folder);
  await writeLexical(files, folder, model);
  return { model, cached: false };
}

async function readCached(files: Files, folder: string): Promise<LexicalModel | null> {
  if (!(await files.exists(files.join(folder, 'lexical.safetensors')))) return null;
  try {
    return await readLexical(files, folder);
  } catch {
    // A cache that cannot be read is no loss: fit again and write over it.
    return null;
  }
}

const TEXTS_PER_BATCH = 512;

/** Vectors [rows × dimensions] of all rows, with progress. */
export async function embedRows(
  rows: TermRows,
  model: LexicalModel,
  space: Space,
  context: JobContext,
): Promise<Float32Array> {
  const embedder = lexicalEmbedder(model, space);
  const dimensions = model.pca.dimensions;
  const vectors = new Float32Array(rows.terms.length * dimensions);
  for (let start = 0; start < rows.terms.length; start += TEXTS_PER_BATCH) {
    const batch = rows.terms.slice(start, start + TEXTS_PER_BATCH);
    vectors.set(await embedder.embed(batch, context.breathe), start * dimensions);
    context.progress(start + batch.length, rows.terms.length, 'terms');
  }
  return vectors;
}
