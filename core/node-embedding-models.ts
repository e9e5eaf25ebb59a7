import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { PlumblineError } from '#core/contract/errors.ts';
import { BUILTIN, LEXICAL, type ModelRecord } from '#core/contract/models.ts';
import {
  openVectorCache,
  openVectorCacheForReading,
  type VectorCache,
} from '#core/embed/cache/vector-cache.ts';
import { checkDraft, convertDraft, copyModel, findModel } from '#core/embed/models/import-model.ts';
import { MODEL_FILE, readStoredModel } from '#core/embed/models/model-record.ts';
import { type ModelReader, modelReader, modelWriter } from '#core/embed/models/model-store.ts';
import { type Layout, layoutOf } from '#core/workspace/layout.ts';
import {
  openForReading,
  openForWriting,
  type WorkspaceReader,
} from '#core/workspace/open-workspace.ts';
import { verdictFile } from './handlers/device-book.ts';
import type { StagedWork } from './node-embedding-stages.ts';
import type { NodeWiring } from './node-wiring.ts';

export interface WantedModel {
  /** `builtin`, an id in the workspace, or what `folder` is called by. */
  name: string;
  /** Absolute path. */
  folder: string;
  /** Absolute path of a workspace. */
  workspace?: string | undefined;
}

/** A model, where what is measured of it is kept, and a workspace's cache of vectors. */
export interface FoundModel {
  record: ModelRecord;
  folder: string;
  layout: Layout;
  cache: VectorCache | null;
}

export interface Surroundings {
  wiring: NodeWiring;
  work: StagedWork;
}

/** Finds a model and works with it; what was made only for that is removed at the end, however it ends. */
export async function withModel<Result>(
  wanted: WantedModel,
  around: Surroundings,
  use: (model: FoundModel) => Promise<Result>,
): Promise<Result> {
  const scratch = newScratch(around.wiring);
  try {
    if (wanted.workspace === undefined) {
      const { record, folder } = await find(wanted, null, scratch, around);
      return await use({ record, folder, layout: layoutOf(await scratch.folder()), cache: null });
    }
    return await withWorkspace(wanted.workspace, scratch, around, async ({ layout, cache }) => {
      const store = modelReader(around.wiring.files, placesOf(layout, around));
      return use({ ...(await find(wanted, store, scratch, around)), layout, cache });
    });
  } finally {
    await scratch.remove();
  }
}

/** A folder that is made on first use. */
interface Scratch {
  folder(): Promise<string>;
  remove(): Promise<void>;
}

function newScratch({ files }: NodeWiring): Scratch {
  let made: Promise<string> | undefined;
  return {
    folder() {
      made ??= mkdtemp(join(tmpdir(), 'plumbline-'));
      return made;
    },
    remove: async () => void (made && (await files.remove(await made))),
  };
}

function placesOf({ models }: Layout, { wiring }: Surroundings) {
  return { folder: models, builtinFolder: wiring.builtinFolder };
}

async function find(
  wanted: WantedModel,
  store: ModelReader | null,
  scratch: Scratch,
  around: Surroundings,
): Promise<{ record: ModelRecord; folder: string }> {
  const { files } = around.wiring;
  if (wanted.name === BUILTIN) {
    const layout = layoutOf(await scratch.folder());
    return modelReader(files, placesOf(layout, around)).whole(BUILTIN);
  }
  const known = (await store?.list())?.some(({ id }) => id === wanted.name);
  if (store && known) return store.whole(wanted.name);
  if (await files.isFolder(wanted.folder)) return fromFolder(wanted.folder, scratch, around);
  throw unknownModel(wanted);
}

function unknownModel({ name, workspace }: WantedModel): PlumblineError {
  if (name === LEXICAL) {
    return new PlumblineError('BAD_INPUT', 'lexical is made in a training, for one dictionary.', {
      remedy: 'Choose builtin or a model.',
    });
  }
  const place = workspace === undefined ? 'folder' : 'model in the workspace and no folder';
  const models =
    workspace === undefined ? 'name its workspace with --workspace' : 'see plumbline models';
  return new PlumblineError('NOT_FOUND', `There is no ${place} ${name}.`, {
    remedy: `Check the path, or, for a model of a workspace, ${models}.`,
  });
}

/** A model of ours as it lies there; any other is copied, converted and checked first. */
async function fromFolder(folder: string, scratch: Scratch, around: Surroundings) {
  const { files } = around.wiring;
  if (await files.exists(files.join(folder, MODEL_FILE))) {
    // As the builtin one is read: the folder may be called anything.
    const stored = await readStoredModel(files, folder, { id: basename(folder), builtin: true });
    if (stored.damage === null) return { record: stored.record, folder };
    if (stored.record !== null) throw damagedFolder(folder, stored.damage);
  }
  return importFolder(folder, scratch, around);
}

function damagedFolder(folder: string, damage: string): PlumblineError {
  return new PlumblineError('DAMAGED', `The model cannot be used: ${damage}.`, {
    file: folder,
    remedy: 'Copy it again from where it came from.',
  });
}

async function importFolder(folder: string, scratch: Scratch, around: Surroundings) {
  const { wiring, work } = around;
  const { files, clock, intraOpThreads } = wiring;
  const deps = { files, context: work.context, intraOpThreads };
  const found = await findModel(files, folder);
  const places = placesOf(layoutOf(await scratch.folder()), around);
  const store = modelWriter(files, places, wiring.sha256);
  const name = basename(folder);
  const draft = await store.begin();
  const convert = async () => {
    await copyModel(found, draft, deps);
    const description = await convertDraft(found.recognised, draft, name, deps);
    const weights = await checkDraft(description, name, draft, deps);
    return { ...description, ...found.card, weights };
  };
  const converted = await work.stage(
    'convert',
    convert,
    ({ architecture, dimensions, weights }) =>
      `${architecture}, ${dimensions} dimensions, works in ${Object.keys(weights).join(', ')}`,
  );
  const addedAt = clock.now().toISOString();
  const origin = `the folder ${name}`;
  const { model } = await store.commit(draft, { ...converted, name, origin, addedAt });
  return store.whole(model.id);
}

/** As its one writer, or looking only where another process has it: then nothing is added to its cache. */
async function withWorkspace<Result>(
  folder: string,
  scratch: Scratch,
  { wiring, work }: Surroundings,
  use: (place: { layout: Layout; cache: VectorCache }) => Promise<Result>,
): Promise<Result> {
  const { files, clock } = wiring;
  const writer = await openForWriting(folder, wiring).catch((error: unknown) => {
    if (error instanceof PlumblineError && OTHERS.includes(error.code)) return null;
    throw error;
  });
  const workspace: WorkspaceReader = writer ?? (await openForReading(folder, files));
  try {
    const { settings } = await workspace.about();
    const open = writer ? openVectorCache : openVectorCacheForReading;
    const cache = await open(files, {
      folder: workspace.layout.vectorCache,
      limitBytes: settings.cacheLimitMb * 2 ** 20,
      ...{ clock, log: work.context.log },
    });
    try {
      const layout = writer ? writer.layout : await copiedVerdicts(workspace, scratch, wiring);
      if (!writer) work.context.log('warn', LOOKING_ONLY);
      return await use({ layout, cache });
    } finally {
      await cache.close();
    }
  } finally {
    await writer?.close();
  }
}

const OTHERS: readonly string[] = ['BUSY', 'READ_ONLY'];
const LOOKING_ONLY =
  'The workspace is in use or cannot be written: its cache is read, but nothing is added to it.';

/** What was measured on this machine, where more can be written down; models stay where they are. */
async function copiedVerdicts(
  { layout }: WorkspaceReader,
  scratch: Scratch,
  { files }: NodeWiring,
): Promise<Layout> {
  const own = layoutOf(await scratch.folder());
  const known = verdictFile(files, layout);
  if (await files.exists(known)) {
    await files.makeFolder(own.cache);
    await files.writeAtomic(verdictFile(files, own), await files.readBytes(known));
  }
  return { ...layout, cache: own.cache };
}
