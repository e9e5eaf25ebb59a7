import type { Split } from '#core/contract/common.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { DetailRequest } from '#core/contract/evaluation-detail.ts';
import { LogLine } from '#core/contract/jobs.ts';
import { EVIDENCE_GROUP, type EvidenceName } from '#core/match/evidence.ts';
import { figureFiles } from '#core/plots/figure-files.ts';
import { type FigureData, figuresOf } from '#core/plots/figures.ts';
import type { ModelWeights, ReportData } from '#core/report/report-data.ts';
import { reportPage } from '#core/report/report-page.ts';
import { type MatchModelFile, readMatchModel } from '#core/train/version-files.ts';
import { summariseVersion } from '#core/versions/version-summary.ts';
import { damagedVersion } from './checked-versions.ts';
import type { EngineContext } from './engine-context.ts';
import { overview } from './evaluate.ts';
import { detail } from './evaluate-detail.ts';
import { engineRouter } from './implementer.ts';
import type { Session } from './session.ts';

/** What the figures show: the same answers that the window gets. Throws NO_VERSION. */
async function figureData(engine: EngineContext, request: DetailRequest): Promise<FigureData> {
  const below = await detail(engine, request);
  const session = engine.session();
  const stored = await session.versions.list();
  return {
    detail: below,
    overview: await overview(engine, below.version),
    versions: stored.map(({ id, manifest }) => ({
      version: id,
      createdAt: manifest?.createdAt ?? '',
    })),
  };
}

async function reportData(engine: EngineContext, request: DetailRequest): Promise<ReportData> {
  const session = engine.session();
  const figures = await figureData(engine, request);
  const stored = await session.versions.read(figures.detail.version);
  const { manifest } = stored;
  if (!manifest) throw damagedVersion(stored, stored.damage);
  const { name, settings } = await session.reader.about();
  const runs = await session.runs.list();
  return {
    ...figures,
    manifest,
    at: engine.deps.clock.now().toISOString(),
    workspace: { name, settings },
    status: summariseVersion(stored, null, await session.latest.latest()).status,
    promotions: await session.latest.history(),
    run: runs.find(({ id }) => id === manifest.run) ?? null,
    stages: await stagesOf(session, manifest.run),
    splits: await splitCounts(engine),
    model: await modelOf(session, stored.folder),
  };
}

/** What the run's log says of each stage; nothing where the run was removed. */
async function stagesOf(session: Session, run: string): Promise<ReportData['stages']> {
  const { files, layout } = session.reader;
  const path = files.join(layout.runs, run, 'log.jsonl');
  if (!(await files.exists(path))) return [];
  const stages: { stage: string; message: string }[] = [];
  for await (const line of files.readLines(path)) {
    const entry = logLine(line);
    if (entry && entry.level !== 'error') stages.push(entry);
  }
  return stages;
}

/** Null where a line is not whole, as the last one of a killed run. */
function logLine(text: string): LogLine | null {
  try {
    return LogLine.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

async function splitCounts(engine: EngineContext): Promise<ReportData['splits']> {
  const { snapshot, splits } = await engine.session().data();
  const splitOf = await splits();
  const none = () => ({ queries: new Set<string>(), yes: 0, no: 0 });
  const counts = new Map<Split, ReturnType<typeof none>>(
    (['train', 'calibrate', 'test'] as const).map((split) => [split, none()]),
  );
  for (const { query, verdict } of snapshot.judgments) {
    const count = counts.get(splitOf(query));
    if (!count) continue;
    count.queries.add(query);
    count[verdict] += 1;
    await engine.deps.quietContext.breathe();
  }
  return [...counts].map(([split, { queries, yes, no }]) => ({
    ...{ split, yes, no },
    queries: queries.size,
  }));
}

/** The version's weights; null where it has none, or they belong to another release of the program. */
async function modelOf(session: Session, folder: string): Promise<ModelWeights | null> {
  try {
    return weightsOf(await readMatchModel(session.reader.files, folder));
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'DAMAGED') return null;
    throw error;
  }
}

const KIND = {
  platt: 'sigmoid (Platt)',
  isotonic: 'isotonic',
  beta: 'beta',
  temperature: 'temperature',
};

function weightsOf({
  model,
  calibration,
  calibrationTried = [],
}: MatchModelFile): ModelWeights | null {
  if (!model) return null;
  return {
    weights: model.evidence.map((name, i) => ({
      name,
      group: EVIDENCE_GROUP[name as EvidenceName],
      weight: model.weights[i] ?? 0,
    })),
    intercept: model.intercept,
    trainedOn: model.trainedOn,
    calibration: calibration && KIND[calibration.kind],
    tried: calibrationTried.map(({ kind, ...rest }) => ({ ...rest, kind: KIND[kind] })),
  };
}

export const reportHandlers = (engine: EngineContext) => ({
  report: engineRouter.evaluate.report.handler(async ({ input }) => {
    const data = await reportData(engine, input);
    return { version: data.detail.version, html: reportPage(data) };
  }),
  figures: engineRouter.evaluate.figures.handler(async ({ input }) => {
    const data = await figureData(engine, input);
    return { version: data.detail.version, figures: figuresOf(data).map(figureFiles) };
  }),
});
