import { PlumblineError } from '#core/contract/errors.ts';
import type { Comparison } from '#core/contract/evaluate.ts';
import type { TrainRequest, TrainResult } from '#core/contract/jobs.ts';
import type { GateRule } from '#core/contract/metrics.ts';
import type { Settings } from '#core/contract/workspace.ts';
import { compareVersions } from '#core/evaluate/compare.ts';
import { writeTerms } from '#core/index/lance-terms.ts';
import { counted, formatCount } from '#core/ingest/words.ts';
import { formatRun } from '#core/interop/trec.ts';
import { deriveSeed } from '#core/math/seeded-random.ts';
import type { VersionDraft } from '#core/versions/version-store.ts';
import type { Snapshot } from '#core/workspace/snapshot.ts';
import { embedRows, lexicalModelFor, lexicalSpace } from './embed-dictionary.ts';
import { gateRules, passes } from './gate.ts';
import { calibrate, type Learnt, learnMatchModel } from './learn-match-model.ts';
import { type EmbeddedDictionary, prepareVariants } from './prepare-variants.ts';
import { type Measurable, type Scored, scoreVersion } from './score-version.ts';
import { matchTexts, openVersion, type ServedVersion } from './served-version.ts';
import { type StageRunner, stageRunner } from './stages.ts';
import { termRows } from './term-rows.ts';
import type { TrainDeps } from './train-deps.ts';
import {
  describeFindings,
  judgmentCount,
  prepareData,
  refuseBlocked,
  type TrainingData,
} from './training-data.ts';
import {
  indexFolder,
  type VersionParts,
  writeMeasured,
  writeVersionParts,
} from './version-files.ts';

/** What a training begins with. */
export interface TrainingStart {
  request: TrainRequest;
  /** Id of the run that records it. */
  run: string;
  settings: Settings;
  loadSnapshot(): Promise<Snapshot>;
}

/**
 * Runs one mode from data to version: load, preflight, split, embed, learn, index, calibrate, evaluate, gate, version.
 * The version appears only when it is whole; cancelling or failing before leaves nothing behind.
 */
export async function runTraining(start: TrainingStart, deps: TrainDeps): Promise<TrainResult> {
  const stages = stageRunner(deps.reporter, deps.context, deps.clock.elapsed);
  const data = await loadData(start, deps, stages);
  const dictionary = await embed(start, data, deps, stages);
  if (start.request.mode === 'smoke-test') {
    return result(start, stages, deps, { version: null, promoted: false, gate: [], metrics: null });
  }
  const { legs, variants } = await prepareVariants(dictionary, deps.intraOpThreads, deps.context);
  let draft: VersionDraft | null = null;
  try {
    draft = await deps.versions.begin();
    const learnt = await learn(start, data, variants, deps, stages);
    const version = await measure(start, data, learnt, deps, stages);
    const entries = data.entries.map(({ key, terms }) => ({ key, name: terms[0] ?? key }));
    const parts: VersionParts = {
      lexical: dictionary.lexical,
      legs,
      match: version.match,
      entries,
    };
    await writeIndex(draft, learnt, parts, deps, stages);
    const scored = await evaluate(data, version, deps, stages);
    const gate = await judge(start, data, version, scored, deps, stages);
    return await commit({
      start,
      data,
      dictionary,
      learnt,
      version,
      scored,
      gate,
      draft,
      deps,
      stages,
    });
  } catch (error) {
    if (draft) await discard(draft, deps);
    throw error;
  } finally {
    for (const { index } of variants) await index.scan.close();
  }
}

/** What went wrong before is what the user must hear of; leftovers go at the next opening at the latest. */
async function discard(draft: VersionDraft, { versions, context }: TrainDeps): Promise<void> {
  await versions.discard(draft).catch((error: unknown) => {
    context.log('warn', `The unfinished version could not be removed. ${String(error)}`);
  });
}

async function loadData(
  { settings, loadSnapshot }: TrainingStart,
  { context }: TrainDeps,
  stages: StageRunner,
): Promise<TrainingData> {
  const snapshot = await stages.run('load', async () => {
    const loaded = await loadSnapshot();
    const terms = loaded.entries.reduce((sum, entry) => sum + entry.terms.length, 0);
    const judgments = counted(loaded.judgments.length, 'judgment');
    const detail = `${counted(loaded.entries.length, 'entry', 'entries')}, ${counted(terms, 'term')}, ${judgments}`;
    return { result: loaded, detail };
  });
  const data = await stages.run('split', async () => {
    const prepared = await prepareData(snapshot, settings, context);
    const count = (split: keyof TrainingData['queries']) =>
      formatCount(judgmentCount(prepared.queries[split]));
    const detail = `${count('train')} train, ${count('calibrate')} calibrate, ${count('test')} test judgments`;
    return { result: prepared, detail };
  });
  await stages.run('preflight', async () => {
    refuseBlocked(data.findings);
    return { result: undefined, detail: describeFindings(data.findings) };
  });
  return data;
}

function embed(
  { request, settings }: TrainingStart,
  data: TrainingData,
  deps: TrainDeps,
  stages: StageRunner,
): Promise<EmbeddedDictionary> {
  return stages.run('embed', async () => {
    const learnFrom = request.mode === 'build-index' ? [] : data.queries.train;
    const rows = termRows(data.entries, settings.terms, learnFrom);
    if (rows.terms.length === 0) throw noTerms();
    const planned = lexicalSpace(data, deps.sha256);
    const { model, cached } = await lexicalModelFor(data, planned, deps);
    const space = { ...planned, dimensions: model.pca.dimensions };
    const vectors = await embedRows(rows, model, space, deps.context);
    const source = cached ? 'embedder from the cache' : 'embedder fitted';
    const detail = `${counted(rows.terms.length, 'term')} x ${space.dimensions}, ${source}`;
    return { result: { rows, vectors, lexical: model, space }, detail };
  });
}

function noTerms(): PlumblineError {
  return new PlumblineError('BAD_INPUT', 'No entry of the dictionary has a term to embed.', {
    remedy: 'Import a dictionary whose entries have texts.',
  });
}

type Variants = Awaited<ReturnType<typeof prepareVariants>>['variants'];

async function learn(
  { request }: TrainingStart,
  data: TrainingData,
  variants: Variants,
  { context }: TrainDeps,
  stages: StageRunner,
): Promise<Learnt> {
  if (request.mode === 'full-train') {
    return stages.run('learn', async () => {
      const result = await learnMatchModel(data, variants, context);
      return { result, detail: result.detail };
    });
  }
  stages.skip('learn', 'This mode fits no match model; ranks are fused.');
  return { variant: variants.at(-1) ?? variants[0], model: null, detail: '' };
}

/** Calibrates and gathers what a version answers with. */
async function measure(
  { request, settings }: TrainingStart,
  data: TrainingData,
  { variant, model }: Learnt,
  { context }: TrainDeps,
  stages: StageRunner,
): Promise<Measurable> {
  const work = async () => {
    const result = await calibrate(data, variant.index, model, context);
    const { accept, reject } = result.thresholds;
    const detail = `accept from ${shown(accept)}, reject below ${shown(reject)}`;
    return { result, detail };
  };
  if (request.mode !== 'full-train')
    stages.skip('calibrate', 'There is no probability to calibrate.');
  const { calibration, thresholds } =
    request.mode === 'full-train' ? await stages.run('calibrate', work) : (await work()).result;
  const { rrfK, candidates } = settings;
  return { index: variant.index, match: { model, calibration, rrfK, candidates }, thresholds };
}

const shown = (threshold: number | null) => (threshold === null ? 'none' : threshold.toFixed(3));

function writeIndex(
  draft: VersionDraft,
  { variant }: Learnt,
  parts: VersionParts,
  { files, context }: TrainDeps,
  stages: StageRunner,
): Promise<void> {
  return stages.run('index', async () => {
    const { table } = variant.index;
    await writeTerms(indexFolder(files, draft.folder), table, (done) => {
      context.progress(done, table.terms.length, 'terms');
      return context.breathe();
    });
    await writeVersionParts(files, draft.folder, parts);
    return { result: undefined, detail: `${counted(table.terms.length, 'term')} indexed` };
  });
}

async function evaluate(
  data: TrainingData,
  version: Measurable,
  { context }: TrainDeps,
  stages: StageRunner,
): Promise<Scored | null> {
  if (data.queries.test.length === 0) {
    stages.skip('evaluate', 'There is no judged test query.');
    return null;
  }
  return stages.run('evaluate', async () => {
    const seed = data.settings.seed;
    const scored = await scoreVersion(version, data.queries.test, { seed, context });
    const { test } = scored.metrics;
    const detail = `NDCG@10 ${test['ndcg@10'].toFixed(3)}, top-1 ${test.top1.toFixed(3)} on ${counted(test.queries, 'query', 'queries')}`;
    return { result: scored, detail };
  });
}

async function judge(
  { settings }: TrainingStart,
  data: TrainingData,
  version: Measurable,
  scored: Scored | null,
  deps: TrainDeps,
  stages: StageRunner,
): Promise<GateRule[]> {
  if (scored === null) {
    stages.skip('gate', 'Nothing was measured.');
    return [];
  }
  return stages.run('gate', async () => {
    const comparison = await compareWithLatest(data, scored, deps);
    const mustPass = await mustPassResults(version, settings);
    const rules = gateRules({ metrics: scored.metrics, settings, comparison, mustPass });
    const failed = rules.filter(({ pass }) => !pass).length;
    const detail = failed === 0 ? 'every rule passes' : `${failed} of ${rules.length} rules fail`;
    return { result: rules, detail };
  });
}

/** The new version against latest on today's test set; null where nothing usable is promoted. */
async function compareWithLatest(
  data: TrainingData,
  scored: Scored,
  deps: TrainDeps,
): Promise<Comparison | null> {
  const { latest, context } = deps;
  const id = await latest.latest();
  if (id === null) return null;
  const old = await openLatest(id, deps);
  if (old === null) return null;
  try {
    const { seed } = data.settings;
    const before = await scoreVersion(old, data.queries.test, { seed, context });
    return await compareVersions(before.perQuery, scored.perQuery, {
      seed: deriveSeed(seed, 'gate'),
      breathe: context.breathe,
      from: id,
      to: 'this version',
    });
  } finally {
    await old.close();
  }
}

/** Null, with a warning, where latest is damaged or gone: that must not stand in the way of a new version. */
async function openLatest(
  id: string,
  { versions, files, context, intraOpThreads }: TrainDeps,
): Promise<ServedVersion | null> {
  try {
    const { folder, manifest, damage } = await versions.read(id);
    if (manifest) return await openVersion(files, folder, manifest, { intraOpThreads, ...context });
    context.log('warn', `${id} is damaged (${damage}): the new version is not compared with it.`);
  } catch (error) {
    if (context.signal.aborted) throw error;
    const why = error instanceof Error ? error.message : String(error);
    context.log('warn', `${id} cannot be loaded: the new version is not compared with it. ${why}`);
  }
  return null;
}

async function mustPassResults(version: Measurable, { mustPass }: Settings) {
  const served = { ...version, names: [] };
  const results = [];
  const texts = mustPass.map(({ query }) => query);
  let next = 0;
  for await (const [first] of matchTexts(served, texts, 1)) {
    const { query = '', key = '' } = mustPass[next] ?? {};
    results.push({ query, key, passed: first?.key === key });
    next += 1;
  }
  return results;
}

interface Commit {
  start: TrainingStart;
  data: TrainingData;
  dictionary: EmbeddedDictionary;
  learnt: Learnt;
  version: Measurable;
  scored: Scored | null;
  gate: GateRule[];
  draft: VersionDraft;
  deps: TrainDeps;
  stages: StageRunner;
}

async function commit(made: Commit): Promise<TrainResult> {
  const { start, scored, gate, deps, stages } = made;
  const { id, promoted } = await stages.run('version', async () => {
    const id = await writeVersion(made);
    const promoted = passes(gate) && (await promote(id, deps));
    return { result: { id, promoted }, detail: `${id}${promoted ? ', promoted' : ''}` };
  });
  return result(start, stages, deps, {
    version: id,
    promoted,
    gate,
    metrics: scored?.metrics ?? null,
  });
}

/** False, with a warning, where `latest` cannot be written: the version is whole and can be promoted later. */
async function promote(id: string, { latest, context }: TrainDeps): Promise<boolean> {
  try {
    await latest.promote(id);
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    context.log('warn', `${id} is made, but could not be promoted. ${why}`);
    return false;
  }
}

async function writeVersion(made: Commit): Promise<string> {
  const { start, data, dictionary, learnt, version, scored, gate, draft, deps } = made;
  const { files, clock, versions, latest, appVersion } = deps;
  const run = scored ? formatRun(scored.answers.rankings, draft.id) : '';
  const metrics = scored?.metrics ?? null;
  const perQuery = scored?.perQuery ?? new Map();
  const { thresholds } = version;
  await writeMeasured(files, draft.folder, { metrics, perQuery, thresholds, run });
  const { table } = learnt.variant.index;
  const manifest = await versions.commit(draft, {
    createdAt: clock.now().toISOString(),
    run: start.run,
    mode: start.request.mode,
    parent: await latest.latest(),
    app: appVersion,
    seed: data.settings.seed,
    space: dictionary.space,
    data: {
      entries: data.entries.length,
      terms: table.learntFrom.filter((source) => source === null).length,
      learntTerms: table.learntFrom.filter((source) => source !== null).length,
      judgments: data.snapshot.judgments.length,
      canonicalSha256: data.snapshot.canonicalSha256,
      ledgerSha256: data.snapshot.ledgerSha256,
    },
    gate,
  });
  return manifest.version;
}

function result(
  { run }: TrainingStart,
  { timings }: StageRunner,
  { peakRssMb }: TrainDeps,
  outcome: Pick<TrainResult, 'version' | 'promoted' | 'gate' | 'metrics'>,
): TrainResult {
  return { run, ...outcome, timings, peak_rss_mb: Math.round(peakRssMb()) };
}
