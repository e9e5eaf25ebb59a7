import type { EmbedderChoice } from '#core/contract/jobs.ts';
import { LEXICAL } from '#core/contract/models.ts';
import type { Space } from '#core/contract/versions.ts';
import type { VectorCache } from '#core/embed/cache/vector-cache.ts';
import { type Embedder, embedTexts } from '#core/embed/embedder.ts';
import { fitDensePca } from '#core/embed/fusion/dense-pca.ts';
import { type EmbedStats, embedThrough } from '#core/embed/pipeline/embed-pipeline.ts';
import { type DictionaryData, lexicalModelFor, lexicalSettings } from './fit-lexical.ts';
import type { ModelUse, OpenedModel } from './model-access.ts';
import type { EmbeddedDictionary } from './prepare-variants.ts';
import { remembered } from './remembered.ts';
import { assembleEmbedder, type StoredEmbedder } from './stored-embedder.ts';
import type { TermRows } from './term-rows.ts';
import type { TrainDeps } from './train-deps.ts';

/** A dictionary in vectors, and how that went. */
export interface Embedding {
  dictionary: EmbeddedDictionary;
  /** Of the model; null where only spelling is embedded. */
  stats: EmbedStats | null;
  opened: OpenedModel | null;
  /** The lexical embedder was taken from the cache. */
  lexicalCached: boolean;
}

/** What of the world is needed here. */
export type EmbedDeps = Pick<
  TrainDeps,
  'files' | 'cache' | 'clock' | 'context' | 'sha256' | 'models' | 'vectorCache'
>;

/** Embeds all rows with the chosen embedder. The caller closes `dictionary.embedder`. */
export async function embedRows(
  choice: EmbedderChoice,
  rows: TermRows,
  data: DictionaryData,
  deps: EmbedDeps,
): Promise<Embedding> {
  const opened =
    choice.embedder === LEXICAL ? null : await deps.models.forTraining(choice, deps.context);
  try {
    const through = opened && (await embedModel(opened, rows, deps));
    const { stored, lexicalCached } = await fitParts(opened, through?.vectors ?? null, data, deps);
    const vectors = await withParts(stored, opened, through?.vectors ?? null, rows, deps);
    const embedder = assembleEmbedder(stored, opened?.embedder ?? null);
    const space = spaceOf(stored, embedder, data, deps.sha256);
    return {
      dictionary: { rows, vectors, embedder, base: opened?.embedder ?? null, stored, space },
      stats: through?.stats ?? null,
      opened,
      lexicalCached,
    };
  } catch (error) {
    await opened?.embedder.close();
    throw error;
  }
}

/** The model's own vectors of all terms, from the cache where they are known. */
function embedModel(
  { use, embedder, prefixes, slow }: OpenedModel,
  { terms }: TermRows,
  { sha256, context, clock, vectorCache }: EmbedDeps,
) {
  const space = baseSpace(use, sha256);
  const cache: VectorCache | null = slow ? vectorCache : null;
  const { elapsed } = clock;
  const options = { embedder, space, cache, prefixes, context, elapsed };
  return embedThrough({ ...options, role: 'term', texts: terms });
}

/** The space of a model alone: what its vectors are kept under. */
export function baseSpace(use: ModelUse, sha256: (text: string) => string) {
  const id = sha256(JSON.stringify(['model', use.sha256, use.dtype])).slice(0, 16);
  return { id, name: use.dtype ? `${use.name}, ${use.dtype}` : use.name };
}

/** The vectors of all terms, with what stands behind and beside the model's own. */
async function withParts(
  stored: StoredEmbedder,
  opened: OpenedModel | null,
  own: Float32Array | null,
  { terms }: TermRows,
  { context }: EmbedDeps,
): Promise<Float32Array> {
  if (own && !stored.pca && !stored.lexical) return own;
  const known = opened && own && remembered(terms, own, opened.embedder);
  return embedTexts(assembleEmbedder(stored, known), terms, 'term', context.breathe);
}

/** Fits what is fitted to this dictionary: the reduction of the model's `vectors`, and the lexical embedder. */
async function fitParts(
  opened: OpenedModel | null,
  vectors: Float32Array | null,
  data: DictionaryData,
  deps: EmbedDeps,
): Promise<{ stored: StoredEmbedder; lexicalCached: boolean }> {
  const { pcaDimensions: components, withLexical } = data.settings;
  const pca =
    opened && vectors && components !== null
      ? await fitDensePca(
          vectors,
          { dimensions: opened.embedder.dimensions, components },
          deps.context.breathe,
        )
      : null;
  const lexical = opened === null || withLexical ? await lexicalModelFor(data, deps) : null;
  const model = opened?.use ?? null;
  return {
    stored: { model, tokens: null, pca, lexical: lexical?.model ?? null, adapter: null },
    lexicalCached: lexical?.cached ?? false,
  };
}

/** The same parts, settings, dictionary and seed give the same id, and the same vectors. */
function spaceOf(
  { model, pca, lexical }: StoredEmbedder,
  { dimensions }: Embedder,
  data: DictionaryData,
  sha256: (text: string) => string,
): Space {
  const settings: Space['settings'] = {
    ...(model && { model }),
    ...(pca && { pca: { components: pca.dimensions, dictionary: data.snapshot.canonicalSha256 } }),
    ...(lexical && { lexical: lexicalSettings(data) }),
  };
  const id = sha256(JSON.stringify(['space', settings])).slice(0, 16);
  return { id, embedder: nameOf(model, lexical !== null), dimensions, settings };
}

function nameOf(model: ModelUse | null, lexical: boolean): string {
  if (model === null) return LEXICAL;
  const own = model.dtype ? `${model.name} ${model.dtype}` : model.name;
  return lexical ? `${own} + ${LEXICAL}` : own;
}
