import { filePieces } from '#core/bundle/file-pieces.ts';
import type { BundlePart } from '#core/bundle/write-bundle.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { writeSentenceTransformers } from '#core/interop/export-sentence-transformers.ts';
import type { Files } from '#core/platform/files.ts';
import { readExportedEmbedder } from '#core/train/exported-embedder.ts';
import { fileRecords } from '#core/versions/manifest-file.ts';
import type { BaseModel } from './bundle-model.ts';
import type { ModelTaskDeps } from './task-deps.ts';

/**
 * The embedder as a folder of sentence-transformers, written into `scratch`, as parts of the bundle's `model/`, beside the
 * version's own files. None, with a warning, where the model is only there as ONNX files.
 */
export async function modelFolderParts(
  folder: string,
  base: BaseModel | null,
  scratch: string,
  { files, context }: Pick<ModelTaskDeps, 'files' | 'context'>,
): Promise<BundlePart[]> {
  try {
    await writeFolder(files, folder, base, scratch);
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== 'BAD_INPUT') throw error;
    context.log('warn', `The bundle gets no folder for sentence-transformers. ${error.message}`);
    return [];
  }
  const records = await fileRecords(files, scratch);
  return Object.entries(records).map(([name, expected]) => ({
    ...{ name: `model/${name}`, expected },
    pieces: () => filePieces(files, files.join(scratch, ...name.split('/'))),
  }));
}

async function writeFolder(
  files: Files,
  folder: string,
  base: BaseModel | null,
  scratch: string,
): Promise<void> {
  const embedder = await readExportedEmbedder(files, folder, async () => {
    if (base) return base;
    throw new Error('A model is wanted where there is none.');
  });
  await writeSentenceTransformers(files, scratch, embedder);
}
