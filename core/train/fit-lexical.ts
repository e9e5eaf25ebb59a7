import { fitLexical, type LexicalModel } from '#core/embed/lexical/lexical-embedder.ts';
import { deriveSeed, seededRandom } from '#core/math/seeded-random.ts';
import type { Files } from '#core/platform/files.ts';
import { readLexical, writeLexical } from './embedder-files.ts';
import { entryTexts } from './term-rows.ts';
import type { TrainDeps } from './train-deps.ts';
import type { TrainingData } from './training-data.ts';

/** Changes when the fitting code does, so that a cached model of an older program is not used. */
const FIT_REVISION = 4;

/** What an embedder is fitted to. */
export interface DictionaryData extends Pick<TrainingData, 'entries' | 'settings'> {
  snapshot: Pick<TrainingData['snapshot'], 'canonicalSha256'>;
}

/** All that the lexical embedder depends on. */
export function lexicalSettings({ settings, snapshot }: DictionaryData): Record<string, unknown> {
  const { terms, lexicalDimensions, seed } = settings;
  return {
    revision: FIT_REVISION,
    terms,
    dimensions: lexicalDimensions,
    seed,
    dictionary: snapshot.canonicalSha256,
  };
}

/** Fits the lexical embedder to the dictionary, or takes it from the cache. */
export async function lexicalModelFor(
  data: DictionaryData,
  { files, cache, sha256, context }: Pick<TrainDeps, 'files' | 'cache' | 'sha256' | 'context'>,
): Promise<{ model: LexicalModel; cached: boolean }> {
  const { terms, lexicalDimensions, seed } = data.settings;
  const id = sha256(JSON.stringify(['lexical', lexicalSettings(data)])).slice(0, 16);
  const folder = files.join(cache, 'spaces', id);
  const known = await readCached(files, folder);
  if (known !== null) return { model: known, cached: true };
  const texts = data.entries.map((entry) => entryTexts(entry, terms));
  const model = await fitLexical(
    texts.flat(),
    texts.map((own) => own.join(' ')),
    {
      dimensions: lexicalDimensions,
      random: seededRandom(deriveSeed(seed, 'lexical')),
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
