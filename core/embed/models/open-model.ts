import { PlumblineError } from '#core/contract/errors.ts';
import type { Device, Dtype, ModelRecord } from '#core/contract/models.ts';
import type { Embedder } from '#core/embed/embedder.ts';
import { openOnnxEmbedder } from '#core/embed/onnx/onnx-embedder.ts';
import { openStaticEmbedder } from '#core/embed/static/open-static-embedder.ts';
import { openTokenizer } from '#core/embed/tokenize/open-tokenizer.ts';
import type { Tokenizer } from '#core/embed/tokenize/tokenizer.ts';
import type { FileReader } from '#core/platform/files.ts';
import { asRecord, asText } from './json-values.ts';

export interface OpenModelOptions {
  files: FileReader;
  /** A static model runs on the CPU whatever is asked for. */
  device: Device;
  /** One of the model's `weights`; of no meaning for a static model. */
  dtype: Dtype;
  intraOpThreads: number;
  /** Told in words when the CPU takes over from the GPU. Without it a failing GPU is an error. */
  onFallback?: (reason: string) => void;
  /** Try the longest text when opening too: slower, for models that are new here. */
  thorough?: boolean;
}

/** What embedding with a model needs of its record. */
export type OpenableModel = Pick<
  ModelRecord,
  'name' | 'kind' | 'dimensions' | 'maxTokens' | 'pooling' | 'prefixes' | 'weights'
>;

/**
 * The embedder of a model in a folder. Throws BAD_INPUT where it has no such dtype or cannot run here, DAMAGED where
 * its files are not what they were.
 */
export async function openModel(
  record: OpenableModel,
  folder: string,
  options: OpenModelOptions,
): Promise<Embedder> {
  const { files, device, dtype, intraOpThreads, onFallback, thorough } = options;
  if (record.kind === 'static') return openStaticEmbedder(files, folder, record);
  const weights = record.weights[dtype];
  if (weights === undefined) throw noSuchDtype(record, dtype);
  return openOnnxEmbedder({
    model: files.join(folder, ...weights.split('/')),
    name: record.name,
    tokenizer: await openModelTokenizer(files, folder),
    dimensions: record.dimensions,
    maxTokens: record.maxTokens,
    pooling: record.pooling,
    prefixes: record.prefixes,
    device,
    intraOpThreads,
    ...(onFallback && { onFallback }),
    ...(thorough && { thorough }),
  });
}

/** The tokenizer of a transformer in a folder, which may lie beside the transformer module's own settings. */
export async function openModelTokenizer(files: FileReader, folder: string): Promise<Tokenizer> {
  const modules = await readJson(files, files.join(folder, 'modules.json'));
  const first = asRecord(Array.isArray(modules) ? modules[0] : null);
  const base = asText(first?.path) ?? '';
  const places = [...new Set([files.join(folder, ...base.split('/')), folder])];
  for (const place of places) {
    const json = await readJson(files, files.join(place, 'tokenizer.json'));
    if (json === undefined) continue;
    const config = await readJson(files, files.join(place, 'tokenizer_config.json'));
    return openTokenizer(json, config, { lowerCase: await lowerCases(files, place) });
  }
  throw new PlumblineError('DAMAGED', 'The tokenizer.json of this model is missing.', {
    file: folder,
    remedy: 'Add the model again from its source.',
  });
}

/** `do_lower_case` of the sentence model's settings, whose file has had several names. */
async function lowerCases(files: FileReader, folder: string): Promise<boolean> {
  const names = await files.list(folder);
  const name = names.find((one) => /^sentence_[\w-]+_config\.json$/.test(one));
  if (name === undefined) return false;
  return asRecord(await readJson(files, files.join(folder, name)))?.do_lower_case === true;
}

/** Undefined for a file that is not there. */
async function readJson(files: FileReader, path: string): Promise<unknown> {
  if (!(await files.exists(path))) return undefined;
  try {
    return JSON.parse(await files.readText(path));
  } catch (cause) {
    const detail = { file: path, remedy: 'Add the model again from its source.' };
    throw new PlumblineError('DAMAGED', 'This file of the model is not whole JSON.', detail, {
      cause,
    });
  }
}

function noSuchDtype({ name, weights }: OpenableModel, dtype: Dtype): PlumblineError {
  const there = Object.keys(weights).join(', ');
  return new PlumblineError('BAD_INPUT', `${name} has no weights in ${dtype}.`, {
    remedy: `Choose one of ${there}, or auto.`,
  });
}
