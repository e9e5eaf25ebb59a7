import { z } from 'zod';
import { dataProcedures } from './data-procedures.ts';
import { EvaluationOverview, ScoreRequest, ScoreResponse } from './evaluate.ts';
import { DetailRequest, EvaluationDetail, FigureFiles } from './evaluation-detail.ts';
import { jobsProcedures } from './jobs-procedures.ts';
import { matchProcedures } from './match-procedures.ts';
import { modelsProcedures } from './models-procedures.ts';
import { monitorProcedures } from './monitor.ts';
import { procedure } from './procedure.ts';
import { reviewProcedures } from './review-procedures.ts';
import { runsProcedures } from './runs.ts';
import { scheduleProcedures } from './schedule.ts';
import { searchProcedures } from './search-procedures.ts';
import { versionsProcedures } from './versions-procedures.ts';
import { EngineInfo, SecretName, SettingsChange, WorkspaceSummary } from './workspace.ts';

/** What every face may ask of the engine. The same router is served on a MessagePort, over HTTP, and called directly. */
export const contract = {
  engine: {
    info: procedure.route({ method: 'GET', path: '/engine' }).output(EngineInfo),
  },
  workspace: {
    get: procedure.route({ method: 'GET', path: '/workspace' }).output(WorkspaceSummary),
    /** Opens another workspace folder in place of the current one. */
    open: procedure
      .route({ method: 'POST', path: '/workspace/open' })
      .input(z.object({ folder: z.string().min(1) }))
      .output(WorkspaceSummary),
    create: procedure
      .route({ method: 'POST', path: '/workspace/create' })
      .input(z.object({ folder: z.string().min(1), name: z.string().min(1).max(200) }))
      .output(WorkspaceSummary),
    update: procedure
      .route({ method: 'PATCH', path: '/workspace/settings' })
      .input(SettingsChange)
      .output(WorkspaceSummary),
    /** Keeps a secret for this workspace, or forgets it; it is never given out again, and no bundle holds it. */
    setSecret: procedure
      .route({ method: 'PUT', path: '/workspace/secrets/{name}' })
      .input(z.object({ name: SecretName, value: z.string().min(1).max(4096).nullable() }))
      .output(WorkspaceSummary),
  },
  data: dataProcedures,
  jobs: jobsProcedures,
  models: modelsProcedures,
  search: searchProcedures,
  match: matchProcedures,
  evaluate: {
    /** Scores a version on the workspace's test split, or on a feedback file, or on BEIR queries with graded qrels. */
    score: procedure
      .route({ method: 'POST', path: '/evaluate/score' })
      .input(ScoreRequest)
      .output(ScoreResponse),
    overview: procedure
      .route({ method: 'GET', path: '/evaluate' })
      .input(z.object({ version: z.string().optional() }))
      .output(EvaluationOverview),
    /** What lies below the headline numbers: curves, slices, confusions, every query, and the other version beside it. */
    detail: procedure
      .route({ method: 'GET', path: '/evaluate/detail' })
      .input(DetailRequest)
      .output(EvaluationDetail),
    /** One self-contained HTML page with all of it and the definitions of every number. */
    report: procedure
      .route({ method: 'GET', path: '/evaluate/report' })
      .input(DetailRequest)
      .output(z.object({ version: z.string(), html: z.string() })),
    /** The report's figures as files. */
    figures: procedure
      .route({ method: 'GET', path: '/evaluate/figures' })
      .input(DetailRequest)
      .output(z.object({ version: z.string(), figures: z.array(FigureFiles) })),
  },
  review: reviewProcedures,
  versions: versionsProcedures,
  runs: runsProcedures,
  monitor: monitorProcedures,
  schedule: scheduleProcedures,
};

export type Contract = typeof contract;
