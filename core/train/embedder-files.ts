import { adapterFromArrays, adapterToArrays } from '#core/embed/fusion/adapter-arrays.ts';
import { pcaFromArrays, pcaToArrays } from '#core/embed/fusion/pca-arrays.ts';
import {
  type LexicalDescription,
  lexicalFromArrays,
  lexicalToArrays,
  type NamedArray,
} from '#core/embed/lexical/lexical-arrays.ts';
import type { LexicalModel } from '#core/embed/lexical/lexical-embedder.ts';
import {
  type TunedTokens,
  tokensFromArrays,
  tokensToArrays,
} from '#core/embed/static/tuned-tokens.ts';
import { readSafetensors, writeSafetensors } from '#core/interop/safetensors.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import type { ModelUse } from './model-access.ts';
import type { StoredEmbedder } from './stored-embedder.ts';

/** The content of embedder.json: which parts there are. */
interface EmbedderFile {
  model: ModelUse | null;
  pca: boolean;
  lexical: boolean;
  /** Left out by versions of before there were adapters. */
  adapter?: boolean;
  /** Left out by versions of before tokens were tuned. */
  tokens?: boolean;
}

const EMBEDDER = 'embedder.json';
const TOKENS = 'tokens.safetensors';

const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

/** Writes an embedder into a folder that exists. */
export async function writeEmbedder(
  files: Files,
  folder: string,
  { model, tokens, pca, lexical, adapter }: StoredEmbedder,
): Promise<void> {
  const about: EmbedderFile = {
    model,
    pca: pca !== null,
    lexical: lexical !== null,
    adapter: adapter !== null,
    tokens: tokens !== null,
  };
  await files.writeAtomic(files.join(folder, EMBEDDER), json(about));
  if (tokens) {
    const bytes = writeSafetensors(tokensToArrays(tokens));
    await files.writeAtomic(files.join(folder, TOKENS), bytes);
  }
  if (pca) {
    const bytes = writeSafetensors(pcaToArrays(pca));
    await files.writeAtomic(files.join(folder, 'pca.safetensors'), bytes);
  }
  if (lexical) await writeLexical(files, folder, lexical);
  if (adapter) {
    const bytes = writeSafetensors(adapterToArrays(adapter));
    await files.writeAtomic(files.join(folder, 'adapter.safetensors'), bytes);
  }
}

/** Reads an embedder. Throws DAMAGED when it is not whole. */
export async function readEmbedder(files: FileReader, folder: string): Promise<StoredEmbedder> {
  const path = files.join(folder, EMBEDDER);
  // Versions made before there were models have no such file.
  const about: EmbedderFile = (await files.exists(path))
    ? (JSON.parse(await files.readText(path)) as EmbedderFile)
    : { model: null, pca: false, lexical: true };
  const pca = about.pca
    ? pcaFromArrays(await readArrays(files, files.join(folder, 'pca.safetensors')))
    : null;
  const lexical = about.lexical ? await readLexical(files, folder) : null;
  const adapter = about.adapter
    ? adapterFromArrays(await readArrays(files, files.join(folder, 'adapter.safetensors')))
    : null;
  const tokens = about.tokens ? await readTokens(files, files.join(folder, TOKENS)) : null;
  return { model: about.model, tokens, pca, lexical, adapter };
}

/** The model that an embedder builds on; null where it needs none. */
export async function readModelUse(files: FileReader, folder: string): Promise<ModelUse | null> {
  const path = files.join(folder, EMBEDDER);
  if (!(await files.exists(path))) return null;
  return (JSON.parse(await files.readText(path)) as EmbedderFile).model;
}

async function readTokens(files: FileReader, path: string): Promise<TunedTokens> {
  const tensors = readSafetensors(await files.readBytes(path), path);
  return tokensFromArrays(Object.fromEntries(tensors), path);
}

/** Writes a lexical model into a folder that exists. */
export async function writeLexical(
  files: Files,
  folder: string,
  model: LexicalModel,
): Promise<void> {
  const { description, arrays } = lexicalToArrays(model);
  await files.writeAtomic(files.join(folder, 'lexical.json'), json(description));
  await files.writeAtomic(files.join(folder, 'lexical.safetensors'), writeSafetensors(arrays));
}

/** Reads a lexical model. Throws DAMAGED when its arrays are not whole. */
export async function readLexical(files: FileReader, folder: string): Promise<LexicalModel> {
  const text = await files.readText(files.join(folder, 'lexical.json'));
  const arrays = await readArrays(files, files.join(folder, 'lexical.safetensors'));
  return lexicalFromArrays(JSON.parse(text) as LexicalDescription, arrays);
}

/** Reads named arrays of floating point numbers. */
export async function readArrays(
  files: FileReader,
  path: string,
): Promise<Record<string, NamedArray>> {
  const tensors = readSafetensors(await files.readBytes(path), path);
  return Object.fromEntries(tensors) as Record<string, NamedArray>;
}
