import { z } from 'zod';
import {
  type OpenBundle,
  openBundle,
  readBundle,
  readBundled,
  refuseWithoutTexts,
  type TakeFile,
} from '#core/bundle/read-bundle.ts';
import { isSameVersion } from '#core/bundle/same-version.ts';
import { MOST_SAMPLE_BYTES, type Probe, parseSample, SAMPLE_FILE } from '#core/bundle/sample.ts';
import type { ImportedBundle } from '#core/contract/bundle.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { MODEL_FILE } from '#core/embed/models/model-record.ts';
import { type ModelWriter, modelWriter, type NewModel } from '#core/embed/models/model-store.ts';
import { counted } from '#core/ingest/words.ts';
import { toJobError } from '#core/jobs/job-error.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import { memoryBudgetOf } from '#core/train/memory-budget.ts';
import { restoreVectors } from '#core/train/restore-vectors.ts';
import {
  type VersionDraft,
  type VersionWriter,
  versionWriter,
} from '#core/versions/version-store.ts';
import { inputFiles } from '../read-source.ts';
import { removeScores } from '../todays-scores.ts';
import { BASE } from './bundle-model.ts';
import { modelToBring } from './bundled-model.ts';
import { checkMeasures, checkSample } from './check-imported.ts';
import { run } from './export-task.ts';
import { explainNative } from './native-failure.ts';
import type { ModelTaskDeps } from './task-deps.ts';
import { noteImported, usedVersions } from './used-versions.ts';

/** An import of a bundle as its journal keeps it. */
export const ImportBundleJob = z.object({
  path: z.string(),
  name: z.string(),
  /** `path` is a copy of ours; whoever runs the job removes it in the end. */
  staged: z.boolean(),
});
export type ImportBundleJob = z.infer<typeof ImportBundleJob>;

/**
 * Brings a version in from a bundle: its form and every hash are checked, its measures worked out again, its sample asked;
 * only then it appears, by one rename. Throws BAD_INPUT, DAMAGED, NOT_FOUND where its model is missing; nothing stays then.
 */
export async function importBundleTask(
  { path, name }: ImportBundleJob,
  deps: ModelTaskDeps,
): Promise<JobResult> {
  const { files, emit, digest } = deps;
  emit({ type: 'plan', stages: ['look', 'read', 'check', 'store'] });
  const reader = await inputFiles(files).openRanges(path);
  try {
    const seen = await run('look', deps, async () => {
      const result = await lookInto(await openBundle(reader, name, digest), deps);
      const { manifest, createdBy } = result.opened.file;
      return { result, detail: `${manifest.version}, by ${createdBy}` };
    });
    const bundle = seen.known === null ? await bringIn(seen, deps) : await compare(seen, deps);
    return { bundle };
  } catch (error) {
    throw explainNative(error);
  } finally {
    await reader.close();
  }
}

/** What is known of a bundle before its contents are read. */
interface Seen {
  opened: OpenBundle;
  probes: Probe[];
  /** The id of this very version here; null where it is not here. */
  known: string | null;
  /** The model to bring in with it. */
  model: NewModel | null;
}

async function lookInto(opened: OpenBundle, deps: ModelTaskDeps): Promise<Seen> {
  refuseWithoutTexts(opened);
  const sample = await readBundled(opened, SAMPLE_FILE, { ...deps, most: MOST_SAMPLE_BYTES });
  const probes = parseSample(new TextDecoder().decode(sample), opened.bundle);
  const known = await knownAs(opened.file.manifest, deps);
  return { opened, probes, known, model: known === null ? await modelToBring(opened, deps) : null };
}

const versionsOf = (deps: ModelTaskDeps): VersionWriter =>
  versionWriter(deps.files, deps.workspace.layout.versions, deps.clock, () => usedVersions(deps));

/** A version that is damaged here is none that is known: the bundle may be its only whole copy. */
async function knownAs(wanted: Manifest, deps: ModelTaskDeps): Promise<string | null> {
  const versions = versionsOf(deps);
  for (const { id, manifest } of await versions.list()) {
    const same = manifest !== null && isSameVersion(manifest, wanted);
    if (same && (await versions.verify(id)).length === 0) return id;
  }
  return null;
}

/** The version is here already: the bundle is read, so that one knows whether it is whole, and nothing is written. */
async function compare({ opened, known }: Seen, deps: ModelTaskDeps): Promise<ImportedBundle> {
  await readAll(opened, deps, () => null);
  for (const stage of ['check', 'store']) skip(deps, stage, `${known} is this version`);
  const origin = opened.file.manifest.version;
  return { version: known ?? origin, origin, known: true, checks: [hashes(opened)] };
}

function skip({ emit }: ModelTaskDeps, stage: string, detail: string): void {
  emit({ type: 'stage', stage, state: 'skipped', detail });
}

const hashes = ({ layout }: OpenBundle): string =>
  `the hashes of ${counted(layout.entries.length, 'file')} are right`;

function readAll(
  opened: OpenBundle,
  deps: ModelTaskDeps,
  takerOf: (name: string) => TakeFile | null,
): Promise<string> {
  return run('read', deps, async () => {
    const result = await readBundle(opened, { ...deps, takerOf });
    return { result, detail: hashes(opened) };
  });
}

/** Drafts of what comes in; all of it goes where anything fails. */
interface Drafts {
  versions: VersionWriter;
  draft: VersionDraft;
  models: ModelWriter;
  /** Null where no model comes in. */
  modelDraft: string | null;
  /** The model that was added by now. */
  added: string | null;
}

async function bringIn(seen: Seen, deps: ModelTaskDeps): Promise<ImportedBundle> {
  const { files, workspace, builtinFolder, sha256 } = deps;
  const versions = versionsOf(deps);
  const places = { folder: workspace.layout.models, builtinFolder };
  const models = modelWriter(files, places, sha256);
  const draft = await versions.begin(seen.opened.file.manifest.version);
  const drafts: Drafts = { versions, draft, models, modelDraft: null, added: null };
  try {
    if (seen.model) drafts.modelDraft = await models.begin();
    return await bringInto(drafts, seen, deps);
  } catch (error) {
    await discard(drafts, deps);
    throw error;
  }
}

async function bringInto(
  drafts: Drafts,
  { opened, probes, model }: Seen,
  deps: ModelTaskDeps,
): Promise<ImportedBundle> {
  const { manifest } = opened.file;
  const { draft } = drafts;
  const sha256 = await readAll(opened, deps, (name) => takerOf(name, opened, drafts, deps));
  const found = await run('check', deps, async () => {
    if (model) await addModel(drafts, model);
    const made = await makeVectors(opened, draft, deps);
    const result = [
      ...made,
      await checkMeasures(draft.folder, manifest, deps),
      await checkSample(draft.folder, { opened, probes }, deps),
    ];
    return { result, detail: result.join('; ') };
  });
  const id = await run('store', deps, async () => {
    const result = await store(drafts, opened, sha256, deps);
    return { result, detail: `${result}, not promoted` };
  });
  deps.context.log('info', `${id} is here and not promoted: promote it to put it into use.`);
  const checks = [hashes(opened), ...found];
  return { version: id, origin: manifest.version, known: false, checks };
}

/** Who takes a file of the bundle: the draft of the version or of its model; null for what is made for other programs. */
function takerOf(
  name: string,
  { file }: OpenBundle,
  { draft, modelDraft }: Drafts,
  { files }: ModelTaskDeps,
): TakeFile | null {
  const into = (folder: string, path: string): TakeFile => {
    const parts = path.split('/');
    return async (pieces) => {
      await files.makeFolder(files.join(folder, ...parts.slice(0, -1)));
      await files.writeStream(files.join(folder, ...parts), pieces);
    };
  };
  if (Object.hasOwn(file.manifest.files, name)) return into(draft.folder, name);
  if (modelDraft === null || !name.startsWith(BASE) || name === `${BASE}${MODEL_FILE}`) return null;
  return into(modelDraft, name.slice(BASE.length));
}

async function addModel(drafts: Drafts, model: NewModel): Promise<void> {
  if (drafts.modelDraft === null) return;
  const { model: stored, added } = await drafts.models.commit(drafts.modelDraft, model);
  drafts.modelDraft = null;
  if (added) drafts.added = stored.id;
}

async function makeVectors(
  { file }: OpenBundle,
  { folder }: VersionDraft,
  deps: ModelTaskDeps,
): Promise<string[]> {
  if (file.options.vectors) return [];
  const { files, models, context, memoryBytes, workspace } = deps;
  const memoryBudgetBytes = memoryBudgetOf((await workspace.about()).settings, memoryBytes);
  await restoreVectors(folder, file.manifest, { files, models, context, memoryBudgetBytes });
  return ['the terms were embedded anew'];
}

async function store(
  { versions, draft }: Drafts,
  { file }: OpenBundle,
  sha256: string,
  deps: ModelTaskDeps,
): Promise<string> {
  const { files, workspace, clock, context } = deps;
  const { schema: _schema, version, files: _files, ...rest } = file.manifest;
  const at = clock.now().toISOString();
  const imported = { at, version, sha256, createdBy: file.createdBy };
  // An id may have been another version's that was deleted: its scores are not this one's.
  await removeScores(files, workspace.layout.cache, draft.id);
  const manifest = await versions.commit(draft, { ...rest, imported });
  const note = { version: manifest.version, origin: version, at, sha256 };
  await noteImported(deps, note).catch((error: unknown) => {
    // The version is whole, and its id taken as long as it is there.
    context.log('warn', `That it came in could not be noted. ${toJobError(error).message}`);
  });
  return manifest.version;
}

async function discard(
  { versions, draft, models, modelDraft, added }: Drafts,
  { context }: ModelTaskDeps,
): Promise<void> {
  try {
    await versions.discard(draft);
    if (modelDraft !== null) await models.discard(modelDraft);
    if (added !== null) await models.remove(added, async () => []);
  } catch (cause) {
    // The failure itself is what the user must hear of; the next start sweeps drafts.
    const why = toJobError(cause).message;
    context.log('warn', `What was made so far could not be removed. ${why}`);
  }
}
