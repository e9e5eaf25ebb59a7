import { STATIC_MODULES, writeTokenVectors } from '#core/interop/model2vec.ts';
import type { Files } from '#core/platform/files.ts';
import type { StaticModel } from './open-static-embedder.ts';
import { dequantiseRows } from './static-rows.ts';

/**
 * Writes a static model as a folder that model2vec (`StaticModel.from_pretrained`) and sentence-transformers load, with
 * float32 vectors. `config` is the content of `config.json`.
 */
export async function exportModel2vec(
  files: Files,
  folder: string,
  { rows, tokenizerJson }: Pick<StaticModel, 'rows' | 'tokenizerJson'>,
  config: object,
): Promise<void> {
  const { tokens, dimensions } = rows;
  const floats = { tokens, dimensions, rows: dequantiseRows(rows), scales: null };
  await files.makeFolder(folder);
  const write = (name: string, data: string | Uint8Array) =>
    files.writeAtomic(files.join(folder, name), data);
  await write('model.safetensors', writeTokenVectors(floats));
  await write('tokenizer.json', JSON.stringify(tokenizerJson));
  await write('config.json', `${JSON.stringify(config, null, 2)}\n`);
  await write('modules.json', `${JSON.stringify(STATIC_MODULES, null, 2)}\n`);
}
