import type { ModelRecord } from '#core/contract/models.ts';
import { readStaticModel } from '#core/embed/static/open-static-embedder.ts';
import { type TunedTokens, tokenAdder } from '#core/embed/static/tuned-tokens.ts';
import type { ExportedEmbedder, StaticMeaning } from '#core/interop/exported-embedder.ts';
import type { FileReader } from '#core/platform/files.ts';
import type { ModelUse } from './model-access.ts';
import { readVersionEmbedder } from './version-files.ts';

/** A model as it lies in a workspace. */
interface ModelFolder {
  record: ModelRecord;
  folder: string;
}

/**
 * What embeds for a version, as plain data for other programs. `modelOf` finds the model that the version was made with.
 * Throws DAMAGED.
 */
export async function readExportedEmbedder(
  files: FileReader,
  folder: string,
  modelOf: (use: ModelUse) => Promise<ModelFolder>,
): Promise<ExportedEmbedder> {
  const { model, tokens, pca, lexical, adapter } = await readVersionEmbedder(files, folder);
  const found = model && (await modelOf(model));
  const meaning = found && (await meaningOf(files, found, model, tokens));
  const names = [model?.name, lexical && 'lexical'].filter((name) => typeof name === 'string');
  return {
    name: names.join(' + '),
    dimensions: ((pca ?? meaning)?.dimensions ?? 0) + (lexical?.pca.dimensions ?? 0),
    ...{ meaning, pca, lexical, adapter },
  };
}

async function meaningOf(
  files: FileReader,
  { record, folder }: ModelFolder,
  { name, dtype }: ModelUse,
  tuned: TunedTokens | null,
): Promise<ExportedEmbedder['meaning']> {
  const { maxTokens, prefixes, dimensions } = record;
  if (record.kind === 'static') {
    return { ...(await staticRows(files, folder, tuned)), maxTokens, prefixes };
  }
  const own = Object.keys(record.files).filter((file) => !/\.onnx(_data|\.data|$)/.test(file));
  const whole = own.some((file) => file.endsWith('.safetensors'));
  return {
    ...{ kind: 'transformer', name, folder, maxTokens, prefixes, dimensions },
    dtype: dtype ?? 'fp32',
    files: whole ? own : [],
  };
}

async function staticRows(
  files: FileReader,
  folder: string,
  tuned: TunedTokens | null,
): Promise<Omit<StaticMeaning, 'maxTokens' | 'prefixes'>> {
  const { rows: model, tokenizer, tokenizerJson } = await readStaticModel(files, folder);
  const { tokens, dimensions } = model;
  const { unknownId, specialIds } = tokenizer;
  const silent = [...new Set([...specialIds, ...(unknownId === null ? [] : [unknownId])])];
  const isSilent = new Set(silent);
  const add = tokenAdder(model, tuned);
  const rows = new Float32Array(tokens * dimensions);
  for (let token = 0; token < tokens; token += 1) {
    if (!isSilent.has(token)) add(token, rows, token * dimensions);
  }
  return { kind: 'static', tokens, dimensions, rows, silent, tokenizerJson: Object(tokenizerJson) };
}
