import { z } from 'zod';
import { damagedBundle, refusedBundle } from '#core/bundle/bundle-errors.ts';
import { type OpenBundle, readBundled } from '#core/bundle/read-bundle.ts';
import { Dtype, ModelRecord } from '#core/contract/models.ts';
import { contentHash, MODEL_FILE } from '#core/embed/models/model-record.ts';
import type { NewModel } from '#core/embed/models/model-store.ts';
import { BASE, findModel, modelMissing } from './bundle-model.ts';
import type { ModelTaskDeps } from './task-deps.ts';

const MOST_BYTES = 16 * 2 ** 20;
const EMBEDDER = 'model/embedder.json';

const Embedder = z.object({
  model: z
    .object({ id: z.string(), name: z.string(), sha256: z.string(), dtype: Dtype.nullable() })
    .nullable(),
});

/**
 * The model that has to be brought in with a bundle; null where the version needs none, or it is here already. Throws
 * NOT_FOUND where it is nowhere, BAD_INPUT or DAMAGED where the bundle's is another.
 */
export async function modelToBring(
  opened: OpenBundle,
  deps: ModelTaskDeps,
): Promise<NewModel | null> {
  const { bundle, file } = opened;
  if (!(EMBEDDER in file.manifest.files)) return null;
  const { model } = Embedder.parse(await readJson(opened, EMBEDDER, deps));
  if (model === null || (await findModel(model, deps)) !== null) return null;
  if (!(`${BASE}${MODEL_FILE}` in file.files)) throw modelMissing(model, bundle);
  const record = await readRecord(opened, deps);
  const records = baseFiles(opened);
  if (contentHash(records, deps.sha256) !== model.sha256) {
    throw refusedBundle(bundle, `${BASE} holds another model than its version builds on`);
  }
  // A path that is none of the model's own files could lead anywhere.
  const stray = Object.values(record.weights).find((path) => !Object.hasOwn(records, path));
  if (stray !== undefined) throw refusedBundle(bundle, `${BASE}${stray} is missing`);
  const { schema: _schema, id: _id, files: _files, sha256: _sha256, ...model_ } = record;
  return model_;
}

function baseFiles({ file }: OpenBundle): ModelRecord['files'] {
  const inside = Object.entries(file.files).filter(
    ([name]) => name.startsWith(BASE) && name !== `${BASE}${MODEL_FILE}`,
  );
  return Object.fromEntries(inside.map(([name, record]) => [name.slice(BASE.length), record]));
}

async function readRecord(opened: OpenBundle, deps: ModelTaskDeps): Promise<ModelRecord> {
  const name = `${BASE}${MODEL_FILE}`;
  const parsed = ModelRecord.safeParse(await readJson(opened, name, deps));
  if (parsed.success) return parsed.data;
  throw damagedBundle(opened.bundle, name, 'describes no model');
}

async function readJson(
  opened: OpenBundle,
  name: string,
  { digest }: ModelTaskDeps,
): Promise<unknown> {
  const bytes = await readBundled(opened, name, { digest, most: MOST_BYTES });
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw damagedBundle(opened.bundle, name, 'is not JSON');
  }
}
