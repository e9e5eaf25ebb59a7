import type { TrainResult } from '#core/contract/jobs.ts';
import type { LearningReport } from '#core/contract/learning.ts';
import type { GateRule } from '#core/contract/metrics.ts';
import type { Incremental, Manifest } from '#core/contract/versions.ts';
import { versionSettings } from '#core/contract/workspace.ts';
import { formatRun } from '#core/interop/trec.ts';
import type { VersionDraft } from '#core/versions/version-store.ts';
import { firstHitsPath, formatFirstHits } from './first-hits.ts';
import { passes } from './gate.ts';
import type { ParentVersion } from './incremental-parent.ts';
import type { Learnt } from './learn-match-model.ts';
import type { Assembled } from './learn-stages.ts';
import type { EmbeddedDictionary } from './prepare-variants.ts';
import type { Scored } from './score-version.ts';
import type { StageRunner } from './stages.ts';
import { testQueriesHash } from './test-queries-hash.ts';
import type { TrainDeps, TrainingStart } from './train-deps.ts';
import type { TrainingData } from './training-data.ts';
import { writeMeasured } from './version-files.ts';

/** Everything that a training made, before it appears as a version. */
interface MadeVersion {
  start: TrainingStart;
  data: TrainingData;
  dictionary: EmbeddedDictionary;
  learnt: Learnt;
  version: Assembled;
  /** Indexed beside the canonical one. */
  collections: Manifest['data']['collections'];
  scored: Scored | null;
  gate: GateRule[];
  learning: LearningReport | null;
  parent: ParentVersion | null;
  incremental: Incremental | null;
  draft: VersionDraft;
  deps: TrainDeps;
}

/** Lets the version appear, and promotes it where the gate passes. */
export function commit(
  made: MadeVersion,
  stages: StageRunner,
): Promise<Pick<TrainResult, 'version' | 'promoted'>> {
  return stages.run('version', async () => {
    const version = await writeVersion(made);
    const promoted = passes(made.gate) && (await promote(version, made.deps));
    return {
      result: { version, promoted },
      detail: `${version}${promoted ? ', promoted' : ''}`,
    };
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

async function writeVersion({
  start,
  data,
  dictionary,
  learnt,
  version,
  collections,
  scored,
  gate,
  learning,
  parent,
  incremental,
  draft,
  deps,
}: MadeVersion): Promise<string> {
  const { files, clock, versions, latest, appVersion } = deps;
  const run = scored ? formatRun(scored.answers.rankings, draft.id) : '';
  const { thresholds, calibratePairs } = version;
  await writeMeasured(files, draft.folder, { scores: scored, thresholds, calibratePairs, run });
  const firstHits = formatFirstHits(version, scored?.answers.firstHits ?? []);
  await files.writeAtomic(firstHitsPath(files, draft.folder), firstHits);
  const { table } = learnt.variant;
  const testSha256 = testQueriesHash(data.queries.test, deps.sha256);
  const manifest = await versions.commit(draft, {
    createdAt: clock.now().toISOString(),
    run: start.run,
    mode: start.request.mode,
    parent: parent?.manifest.version ?? (await latest.latest()),
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
      ...(testSha256 !== undefined && { testSha256 }),
      collections,
    },
    gate,
    learning,
    settings: versionSettings(start.settings),
    incremental,
    imported: null,
  });
  return manifest.version;
}
