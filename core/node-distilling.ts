import { basename } from 'node:path';
import { PlumblineError } from '#core/contract/errors.ts';
import type { ModelRecord } from '#core/contract/models.ts';
import { distillModel } from '#core/embed/distill/distill-model.ts';
import { openText } from '#core/ingest/open-text.ts';
import { readCanonical } from '#core/ingest/read-canonical.ts';
import { counted } from '#core/ingest/words.ts';
import type { Files } from '#core/platform/files.ts';
import { type FoundModel, type WantedModel, withModel } from './node-embedding-models.ts';
import { withResult } from './node-embedding-output.ts';
import { type StagedWork, stagedWork, type Watch } from './node-embedding-stages.ts';
import { openTeacher } from './node-embedding-teacher.ts';
import { type NodeWiring, nodeWiring } from './node-wiring.ts';

export interface DistillRequest {
  model: WantedModel;
  dimensions: number;
  /** Absolute paths. */
  output: string;
  /** A dictionary, or a text file with a term a line. */
  terms?: string | undefined;
}

export interface DistillResult {
  out: string;
  model: Pick<ModelRecord, 'id' | 'name' | 'dimensions' | 'licence' | 'origin' | 'sha256'>;
  /** Of all its files. */
  bytes: number;
  /** Terms that were given; those of one token have a vector anyway. */
  terms: number;
}

/**
 * Makes a static model of a transformer, in a folder that appears when it is whole. Throws BAD_INPUT where the folder
 * holds something or the model cannot be distilled, and NOT_FOUND, DAMAGED, DISK_FULL, READ_ONLY, CANCELLED.
 */
export async function distillToFolder(
  request: DistillRequest,
  watch: Watch,
  wiring: NodeWiring = nodeWiring(),
): Promise<DistillResult> {
  const { files } = wiring;
  const work = stagedWork(wiring.clock, watch);
  await refuseFull(files, request.output);
  return withResult(files, request.output, async ({ draft }) => {
    const terms = request.terms === undefined ? [] : await readTerms(files, request.terms, work);
    const options = { dimensions: request.dimensions, terms, draft };
    const record = await withModel(request.model, { wiring, work }, (found) =>
      distillInto(found, options, wiring, work),
    );
    await files.flush(draft);
    // An empty folder may lie there, which not every system replaces.
    await refuseFull(files, request.output);
    await files.remove(request.output);
    return resultOf(record, request.output, terms.length);
  });
}

async function refuseFull(files: Files, folder: string): Promise<void> {
  if (!(await files.exists(folder))) return;
  const isFolder = await files.isFolder(folder);
  if (isFolder && (await files.list(folder)).length === 0) return;
  const what = isFolder ? 'is not empty' : 'is a file, not a folder';
  throw new PlumblineError('BAD_INPUT', `${folder} ${what}.`, {
    remedy: 'Choose a new folder with --out, or remove that one first.',
  });
}

async function distillInto(
  found: FoundModel,
  { dimensions, terms, draft }: { dimensions: number; terms: string[]; draft: string },
  wiring: NodeWiring,
  { stage, context }: StagedWork,
): Promise<ModelRecord> {
  const { teacher, close } = await stage(
    'model',
    () => openTeacher(found, wiring),
    () => found.record.name,
  );
  try {
    return await stage(
      'distil',
      () =>
        distillModel(wiring.files, teacher, {
          ...{ dimensions, folder: draft, extraTerms: terms },
          now: wiring.clock.now().toISOString(),
          sha256: wiring.sha256,
          progress: (done, total) => context.progress(done, total, 'tokens'),
          breathe: context.breathe,
        }),
      ({ name }) => name,
    );
  } finally {
    await close();
  }
}

const DICTIONARY = /\.(json|jsonl|ndjson|csv|tsv)$/i;

/** The terms of a dictionary, by its ending; otherwise one on each line. */
async function readTerms(files: Files, path: string, { stage, context }: StagedWork) {
  const read = async (): Promise<string[]> => {
    const file = { name: basename(path), bytes: await files.readBytes(path) };
    if (!DICTIONARY.test(path)) return linesOf(openText(file).text);
    const { entries } = await readCanonical({ ...file, keyIsTerm: 'auto' }, context);
    return entries.flatMap(({ terms }) => terms);
  };
  return stage('terms', read, ({ length }) => counted(length, 'term'));
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

function resultOf(record: ModelRecord, out: string, terms: number): DistillResult {
  const { id, name, dimensions, licence, origin, sha256 } = record;
  const bytes = Object.values(record.files).reduce((sum, file) => sum + file.bytes, 0);
  return { out, model: { id, name, dimensions, licence, origin, sha256 }, bytes, terms };
}
