import type { Files } from '#core/platform/files.ts';
import type { StaticMeaning, TransformerMeaning } from './exported-embedder.ts';
import { safetensorsStream, wholeTensor } from './safetensors-stream.ts';

/** An entry of `modules.json`. */
export interface Module {
  type: string;
  path: string;
}

/** A module of sentence-transformers by the name that all its releases know. */
export const moduleOf = (kind: string, path: string): Module => ({
  type: `sentence_transformers.models.${kind}`,
  path,
});

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Writes what makes vectors of length 1 from texts into `folder`, which exists, and returns its modules. */
export async function writeMeaning(
  files: Files,
  folder: string,
  meaning: StaticMeaning | TransformerMeaning,
): Promise<Module[]> {
  const modules =
    meaning.kind === 'static'
      ? await writeStatic(files, folder, meaning)
      : await copyTransformer(files, folder, meaning);
  const last = modules.at(-1)?.type.split('.').at(-1);
  return last === 'Normalize' ? modules : [...modules, moduleOf('Normalize', 'normalize')];
}

const STATIC = '0_StaticEmbedding';

async function writeStatic(
  files: Files,
  folder: string,
  { tokens, dimensions, rows, tokenizerJson, maxTokens }: StaticMeaning,
): Promise<Module[]> {
  const inside = files.join(folder, STATIC);
  await files.makeFolder(inside);
  await files.writeStream(
    files.join(inside, 'model.safetensors'),
    safetensorsStream({ 'embedding.weight': wholeTensor([tokens, dimensions], rows) }),
  );
  const tokenizer = limited(tokenizerJson, maxTokens);
  await files.writeAtomic(files.join(inside, 'tokenizer.json'), JSON.stringify(tokenizer));
  return [moduleOf('StaticEmbedding', STATIC)];
}

/** More tokens than any text has: what a model without a limit is described with. */
const NO_LIMIT = 1_000_000;

/** A `tokenizer.json` that cuts long texts where the model does. */
export function limited(tokenizerJson: object, maxTokens: number): object {
  if (maxTokens >= NO_LIMIT) return tokenizerJson;
  const truncation = {
    direction: 'Right',
    max_length: maxTokens,
    strategy: 'LongestFirst',
    stride: 0,
  };
  return { ...tokenizerJson, truncation };
}

async function copyTransformer(
  files: Files,
  folder: string,
  meaning: TransformerMeaning,
): Promise<Module[]> {
  for (const name of meaning.files) {
    const [file, ...above] = name.split('/').reverse() as [string, ...string[]];
    const inside = files.join(folder, ...above.reverse());
    await files.makeFolder(inside);
    const from = files.join(meaning.folder, ...name.split('/'));
    await files.writeStream(files.join(inside, file), files.readPieces(from));
  }
  const modules = await modulesIn(files, folder, meaning);
  await writeLimit(files, files.join(folder, modules[0]?.path ?? ''), meaning.maxTokens);
  return modules;
}

/** As the model's own `modules.json` lists them; a transformer alone is averaged. */
async function modulesIn(
  files: Files,
  folder: string,
  { dimensions }: TransformerMeaning,
): Promise<Module[]> {
  const path = files.join(folder, 'modules.json');
  if (await files.exists(path)) {
    const listed = JSON.parse(await files.readText(path)) as Module[];
    return listed.map(({ type, path: inside }) => ({ type, path: inside }));
  }
  const pooling = files.join(folder, '1_Pooling');
  await files.makeFolder(pooling);
  const config = { word_embedding_dimension: dimensions, pooling_mode_mean_tokens: true };
  await files.writeAtomic(files.join(pooling, 'config.json'), json(config));
  return [moduleOf('Transformer', ''), moduleOf('Pooling', '1_Pooling')];
}

const SETTINGS = /^sentence_[\w-]+_config\.json$/;

/** Says where long texts are cut, which Plumbline may have taken from another of the model's files. */
async function writeLimit(files: Files, folder: string, maxTokens: number): Promise<void> {
  const name = (await files.list(folder)).find((one) => SETTINGS.test(one));
  const path = files.join(folder, name ?? 'sentence_bert_config.json');
  const before = name === undefined ? {} : (JSON.parse(await files.readText(path)) as object);
  const after = { do_lower_case: false, ...before, max_seq_length: maxTokens };
  await files.writeAtomic(path, json(after));
}
