import { PlumblineError } from '#core/contract/errors.ts';
import type { Files } from '#core/platform/files.ts';
import type { ExportedEmbedder, StaticMeaning } from './exported-embedder.ts';
import { STATIC_MODULES } from './model2vec.ts';
import { safetensorsStream, wholeTensor } from './safetensors-stream.ts';
import { limited } from './sentence-transformers-meaning.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Writes the static model of a version as a folder, which is made, that model2vec and sentence-transformers load. Tuned
 * tokens are in it; an adapter right behind the model is multiplied into its rows, which is exact. Returns what is not in
 * it. Throws BAD_INPUT where the version has no static model.
 */
export async function writeModel2vec(
  files: Files,
  folder: string,
  embedder: ExportedEmbedder,
  breathe: () => Promise<void>,
): Promise<string[]> {
  const { meaning, pca, lexical, adapter } = embedder;
  if (meaning?.kind !== 'static') throw noStaticModel();
  const fits = adapter && !pca && !lexical;
  const rows = fits ? await multiplied(meaning, adapter.map, breathe) : meaning.rows;
  const { tokens, dimensions, maxTokens, tokenizerJson } = meaning;
  await files.makeFolder(folder);
  const at = (name: string) => files.join(folder, name);
  const tensors = { embeddings: wholeTensor([tokens, dimensions], rows) };
  await files.writeStream(at('model.safetensors'), safetensorsStream(tensors));
  const tokenizer = limited(tokenizerJson, maxTokens);
  await files.writeAtomic(at('tokenizer.json'), JSON.stringify(tokenizer));
  await files.writeAtomic(at('config.json'), json(configOf(dimensions)));
  await files.writeAtomic(at('modules.json'), json(STATIC_MODULES));
  return notesOf(embedder);
}

const configOf = (dimensions: number) => ({
  model_type: 'model2vec',
  architectures: ['StaticModel'],
  hidden_dim: dimensions,
  seq_length: 1_000_000,
  normalize: true,
});

const ROWS_PER_BREATH = 512;

/** rows · map, for a square map: vectors are brought to length 1 only behind it, so it may come before the sum. */
async function multiplied(
  { tokens, dimensions, rows }: StaticMeaning,
  map: Float32Array,
  breathe: () => Promise<void>,
): Promise<Float32Array> {
  const products = new Float32Array(rows.length);
  const sum = new Float64Array(dimensions);
  for (let token = 0; token < tokens; token += 1) {
    const start = token * dimensions;
    sum.fill(0);
    for (let i = 0; i < dimensions; i += 1) {
      const weight = rows[start + i] as number;
      const line = i * dimensions;
      for (let j = 0; j < dimensions; j += 1) {
        sum[j] = (sum[j] as number) + weight * (map[line + j] as number);
      }
    }
    products.set(sum, start);
    if (token % ROWS_PER_BREATH === 0) await breathe();
  }
  return products;
}

function notesOf({ pca, lexical, adapter }: ExportedEmbedder): string[] {
  const left = [
    ...(pca ? ['the projection'] : []),
    ...(lexical ? ['the comparison of spelling'] : []),
    ...(adapter && (pca || lexical) ? ['the adapter behind it'] : []),
  ];
  if (left.length === 0) return [];
  return [
    `This format holds vectors of tokens alone: ${left.join(' and ')} of the version is not in it, so its vectors are others. The format sentence-transformers has everything.`,
  ];
}

function noStaticModel(): PlumblineError {
  return new PlumblineError('BAD_INPUT', 'This version does not embed with a static model.', {
    remedy: 'Export it as sentence-transformers, or train with the builtin model.',
  });
}
