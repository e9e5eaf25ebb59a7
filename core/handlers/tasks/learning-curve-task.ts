import { z } from 'zod';
import { embedTexts } from '#core/embed/embedder.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import { CURVE_SHARES, learningCurve } from '#core/train/learning-curve.ts';
import { writeCurve } from '#core/train/learning-curve-file.ts';
import { stageRunner } from '#core/train/stages.ts';
import { assembleEmbedder } from '#core/train/stored-embedder.ts';
import { termRows } from '#core/train/term-rows.ts';
import { prepareData } from '#core/train/training-data.ts';
import { readVersionEmbedder } from '#core/train/version-files.ts';
import { versionReader } from '#core/versions/version-store.ts';
import { loadSnapshot } from '#core/workspace/snapshot.ts';
import { damagedVersion } from '../checked-versions.ts';
import type { TaskDeps } from './task-deps.ts';

export const LearningCurveJob = z.object({ version: z.string() });
export type LearningCurveJob = z.infer<typeof LearningCurveJob>;

const STAGE = 'curve';

/** Measures how much a version's way to train gains from more judgments, on today's data, and keeps the curve. */
export async function learningCurveTask(
  { version: id }: LearningCurveJob,
  deps: TaskDeps,
): Promise<JobResult> {
  const { workspace, files, models, context, clock, emit } = deps;
  emit({ type: 'plan', stages: ['load', 'embed', STAGE] });
  emit({ type: 'stage', stage: 'load', state: 'running' });
  const { settings } = await workspace.about();
  const { cache, versions } = workspace.layout;
  const version = await versionReader(files, versions).read(id);
  const { folder, manifest } = version;
  if (manifest === null) throw damagedVersion(version, version.damage);
  const snapshot = await loadSnapshot(workspace, context);
  const data = await prepareData(snapshot, settings, context);
  emit({ type: 'stage', stage: 'load', state: 'done' });
  emit({ type: 'stage', stage: 'embed', state: 'running' });
  const stored = { ...(await readVersionEmbedder(files, folder)), tokens: null, adapter: null };
  const base = stored.model && (await models.forAnswering(stored.model));
  const embedder = assembleEmbedder(stored, base);
  try {
    const rows = termRows(data.entries, settings.terms, data.queries.train);
    const vectors = await embedTexts(embedder, rows.terms, 'term', context.breathe);
    emit({ type: 'stage', stage: 'embed', state: 'done' });
    emit({ type: 'stage', stage: STAGE, state: 'running' });
    const { adapter: _adapter, tokens: _tokens, ...own } = manifest.space.settings;
    const space = {
      ...manifest.space,
      id: deps.sha256(JSON.stringify(['curve', own])).slice(0, 16),
      dimensions: embedder.dimensions,
    };
    const quiet = { start: () => undefined, done: () => undefined, skip: () => undefined };
    const curve = await learningCurve(
      {
        data,
        dictionary: { rows, vectors, embedder, base, stored, space },
        deps: { ...deps, cache, context: { ...context, progress: () => undefined } },
        stages: stageRunner(quiet, context, clock.elapsed),
        onPoint: (done) => context.progress(done, CURVE_SHARES.length, 'trainings'),
      },
      { version: id, at: clock.now().toISOString() },
    );
    await writeCurve(files, cache, { version: id, dataHash: snapshot.dataHash }, curve);
    emit({ type: 'stage', stage: STAGE, state: 'done', detail: curve.words });
    return {};
  } finally {
    await embedder.close();
  }
}
