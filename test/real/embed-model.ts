import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Device, Dtype } from '#core/contract/models.ts';
import type { ModelDescription } from '#core/embed/models/describe-model.ts';
import { convertDraft, copyModel, findModel } from '#core/embed/models/import-model.ts';
import { openModelTokenizer } from '#core/embed/models/open-model.ts';
import { type OnnxEmbedder, openOnnxEmbedder } from '#core/embed/onnx/onnx-embedder.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';

/** Threads of onnxruntime in tests and benchmarks, as the engine chooses them. */
export const THREADS = Math.max(1, Math.min(8, cpus().length));

const CACHED = join('node_modules', '.cache', 'plumbline', 'models', 'all-MiniLM-L6-v2');

/** The published sentence-transformers folder: PLUMBLINE_MINILM, or where `scripts/real-model.mjs` puts it; or null. */
export function miniLmFolder(): string | null {
  const folder = resolve(process.env.PLUMBLINE_MINILM ?? CACHED);
  return existsSync(join(folder, 'model.safetensors')) ? folder : null;
}

/** The real model, converted. */
export interface ConvertedMiniLm {
  folder: string;
  description: ModelDescription;
  /** Path of a dtype's .onnx file. */
  weights(dtype: Dtype): string;
  /** `model` runs another graph with the same tokenizer. */
  open(
    dtype: Dtype,
    options?: { model?: string | Uint8Array; device?: Device },
  ): Promise<OnnxEmbedder>;
  remove(): Promise<void>;
}

/** Converts the published folder by the same steps as adding a model does, into a folder that `remove` deletes. */
export async function convertMiniLm(source: string): Promise<ConvertedMiniLm> {
  const files = nodeFiles();
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-minilm-'));
  const deps = { files, context: silentContext(nodeClock()), intraOpThreads: THREADS };
  const found = await findModel(files, source);
  await copyModel(found, folder, deps);
  const description = await convertDraft(found.recognised, folder, 'all-MiniLM-L6-v2', deps);
  const tokenizer = await openModelTokenizer(files, folder);
  const weights = (dtype: Dtype) => join(folder, description.weights[dtype] ?? dtype);
  return {
    ...{ folder, description, weights },
    open: (dtype, { model = weights(dtype), device = 'cpu' } = {}) =>
      openOnnxEmbedder({
        ...{ model, tokenizer, device, intraOpThreads: THREADS },
        name: 'all-MiniLM-L6-v2',
        dimensions: description.dimensions,
        maxTokens: description.maxTokens,
        pooling: description.pooling,
        prefixes: description.prefixes,
      }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
