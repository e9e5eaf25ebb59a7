import { PlumblineError } from '#core/contract/errors.ts';
import type { ModelRecord } from '#core/contract/models.ts';
import type { Embedder } from '#core/embed/embedder.ts';
import { openTokenizer } from '#core/embed/tokenize/open-tokenizer.ts';
import type { TextTokenizer } from '#core/embed/tokenize/text-tokenizer.ts';
import { readTokenVectors } from '#core/interop/model2vec.ts';
import type { FileReader } from '#core/platform/files.ts';
import { staticEmbedder } from './static-embedder.ts';
import { requireFinite, type StaticRows } from './static-rows.ts';

/** A static model as it lies in a folder. */
export interface StaticModel {
  rows: StaticRows;
  tokenizer: TextTokenizer;
  /** Parsed `tokenizer.json`. */
  tokenizerJson: unknown;
}

const WEIGHTS = 'model.safetensors';
const TOKENIZER = 'tokenizer.json';

/**
 * Reads a static model: the builtin one, model2vec's layout, or a sentence-transformers folder with a StaticEmbedding.
 * Throws DAMAGED or BAD_INPUT, naming the file.
 */
export async function readStaticModel(files: FileReader, folder: string): Promise<StaticModel> {
  const base = await staticFolder(files, folder);
  const path = files.join(base, WEIGHTS);
  const rows = readTokenVectors(await files.readBytes(path), path);
  requireFinite(rows, path);
  const own = files.join(base, TOKENIZER);
  const tokenizerJson = await readJson(
    files,
    (await files.exists(own)) ? own : files.join(folder, TOKENIZER),
  );
  const tokenizer = openTokenizer(tokenizerJson, {});
  requireRows(rows, tokenizer, path);
  return { rows, tokenizer, tokenizerJson };
}

/** An embedder from the folder of a static model. */
export async function openStaticEmbedder(
  files: FileReader,
  folder: string,
  { maxTokens, prefixes }: Pick<ModelRecord, 'maxTokens' | 'prefixes'>,
): Promise<Embedder> {
  const { rows, tokenizer } = await readStaticModel(files, folder);
  return staticEmbedder({ rows, tokenizer, maxTokens, prefixes });
}

/** sentence-transformers may keep the module in a folder of its own. */
async function staticFolder(files: FileReader, folder: string): Promise<string> {
  const path = files.join(folder, 'modules.json');
  if (!(await files.exists(path))) return folder;
  const modules = await readJson(files, path);
  const module: unknown = Array.isArray(modules) ? modules[0] : undefined;
  const inside: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'path') : undefined;
  const plain = typeof inside === 'string' && /^\w[\w.-]*$/.test(inside);
  return plain ? files.join(folder, inside) : folder;
}

async function readJson(files: FileReader, path: string): Promise<unknown> {
  try {
    return JSON.parse(await files.readText(path));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new PlumblineError(
      'DAMAGED',
      'This file is not whole JSON.',
      { file: path, remedy: 'Copy the model again from where it came from.' },
      { cause },
    );
  }
}

/** Fewer vectors than tokens: the tokenizer belongs to another model, or rows are shared in a way not known here. */
function requireRows(rows: StaticRows, { tokens }: TextTokenizer, file: string): void {
  if (tokens.length <= rows.tokens) return;
  throw new PlumblineError(
    'DAMAGED',
    `The tokenizer has ${tokens.length} tokens, but the model has vectors for ${rows.tokens}.`,
    { file, remedy: 'Use the tokenizer.json that was saved with this model.' },
  );
}
