import { z } from 'zod';
import type { FileReader } from '#core/platform/files.ts';
import { badModel, insideFolder, readModelJson } from './model-folder-json.ts';
import { readSafetensors, type Tensor } from './safetensors.ts';

const ShardIndex = z.object({ weight_map: z.record(z.string(), z.string()) });

/** Named tensors with the file that error messages should name. */
export interface TensorFile {
  file: string;
  tensors: ReadonlyMap<string, Tensor>;
}

async function readShards(files: FileReader, folder: string, index: string): Promise<TensorFile> {
  const { weight_map: map } = await readModelJson(files, index, ShardIndex);
  const tensors = new Map<string, Tensor>();
  for (const name of new Set(Object.values(map))) {
    const path = insideFolder(files, folder, name, index);
    if (!(await files.exists(path))) throw badModel('A part of the weights is missing.', path);
    for (const [key, tensor] of readSafetensors(await files.readBytes(path), path)) {
      tensors.set(key, tensor);
    }
  }
  return { file: index, tensors };
}

/**
 * Reads `model.safetensors` of a folder, or its parts by `model.safetensors.index.json`. Throws BAD_INPUT where there
 * is neither, DAMAGED where a file is not whole.
 */
export async function readSafetensorsFolder(
  files: FileReader,
  folder: string,
): Promise<TensorFile> {
  const file = files.join(folder, 'model.safetensors');
  if (await files.exists(file)) {
    return { file, tensors: readSafetensors(await files.readBytes(file), file) };
  }
  const index = files.join(folder, 'model.safetensors.index.json');
  if (await files.exists(index)) return readShards(files, folder, index);
  const pickled = await files.exists(files.join(folder, 'pytorch_model.bin'));
  throw pickled
    ? badModel(
        'The weights of this model are only there as pytorch_model.bin, which can run code when it is read.',
        folder,
        'Get the model with its model.safetensors, or save it anew with a current sentence-transformers.',
      )
    : badModel('The weights of this model are missing: there is no model.safetensors.', folder);
}
