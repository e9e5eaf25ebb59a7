import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { PageRequest, Verdict } from './common.ts';
import {
  EntryRow,
  FeedbackColumns,
  FileKind,
  FilePreview,
  FileSource,
  Finding,
  Judgment,
  JudgmentRow,
  JudgmentSource,
} from './data.ts';
import { ERROR_CODES, ERROR_STATUS, type ErrorCode } from './errors.ts';
import { EvaluationOverview, ScoreRequest, ScoreResponse } from './evaluate.ts';
import { AddModelRequest, ImportRequest, JobState, ProbeRequest, TrainRequest } from './jobs.ts';
import { CacheOverview, CatalogueModel, DevicesOverview, ModelSummary } from './models.ts';
import { RunRecord } from './runs.ts';
import { MatchRequest, MatchResponse, SearchRequest, SearchResponse } from './search.ts';
import { Manifest, PromotionEvent, VersionSummary } from './versions.ts';
import { EngineInfo, SettingsChange, WorkspaceSummary } from './workspace.ts';

const detail = z.object({
  file: z.string().optional(),
  line: z.number().optional(),
  remedy: z.string().optional(),
  places: z.array(z.object({ line: z.number(), text: z.string() })).optional(),
});

const errors = Object.fromEntries(
  ERROR_CODES.map((code) => [code, { status: ERROR_STATUS[code], data: detail }]),
) as Record<ErrorCode, { status: number; data: typeof detail }>;

const procedure = oc.errors(errors);
const page = <Row extends z.ZodType>(row: Row) =>
  z.object({ total: z.number().int(), rows: z.array(row) });

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
  },
  data: {
    /** Reads a file and says what it is and what an import would bring; changes nothing. */
    inspect: procedure
      .route({ method: 'POST', path: '/data/inspect' })
      .input(
        z.object({
          source: FileSource,
          kind: FileKind.optional(),
          mapping: FeedbackColumns.optional(),
        }),
      )
      .output(FilePreview),
    entries: procedure
      .route({ method: 'GET', path: '/data/entries' })
      .input(PageRequest)
      .output(page(EntryRow)),
    judgments: procedure
      .route({ method: 'GET', path: '/data/judgments' })
      .input(PageRequest)
      .output(page(JudgmentRow)),
    /** Preflight of the whole workspace. */
    findings: procedure.route({ method: 'GET', path: '/data/findings' }).output(z.array(Finding)),
    judge: procedure
      .route({ method: 'POST', path: '/data/judgments' })
      .input(
        z.object({
          query: z.string().min(1).max(100_000),
          key: z.string().min(1),
          verdict: Verdict,
          source: JudgmentSource.exclude(['import']).default('search'),
        }),
      )
      .output(Judgment),
    /** Takes one judgment back; the ledger keeps both lines. */
    undo: procedure
      .route({ method: 'POST', path: '/data/judgments/undo' })
      .input(z.object({ id: z.string() }))
      .output(Judgment),
  },
  jobs: {
    train: procedure
      .route({ method: 'POST', path: '/jobs/train' })
      .input(TrainRequest)
      .output(z.object({ id: z.string() })),
    import: procedure
      .route({ method: 'POST', path: '/jobs/import' })
      .input(ImportRequest)
      .output(z.object({ id: z.string() })),
    /** Copies or downloads a model into the workspace, converts it where it must be, and checks that it works. */
    addModel: procedure
      .route({ method: 'POST', path: '/jobs/add-model' })
      .input(AddModelRequest)
      .output(z.object({ id: z.string() })),
    /** Measures a model on the devices of this machine. */
    probe: procedure
      .route({ method: 'POST', path: '/jobs/probe' })
      .input(ProbeRequest)
      .output(z.object({ id: z.string() })),
    /** Re-scores every version on today's test set. */
    rescore: procedure
      .route({ method: 'POST', path: '/jobs/rescore' })
      .output(z.object({ id: z.string() })),
    /** Newest first; jobs of this process and interrupted ones of earlier processes. */
    list: procedure.route({ method: 'GET', path: '/jobs' }).output(z.array(JobState)),
    /** The job's state now and after every change, at most ten a second; ends when the job does. */
    watch: procedure
      .route({ method: 'GET', path: '/jobs/{id}/events' })
      .input(z.object({ id: z.string() }))
      .output(eventIterator(JobState)),
    cancel: procedure
      .route({ method: 'POST', path: '/jobs/{id}/cancel' })
      .input(z.object({ id: z.string() }))
      .output(JobState),
    /** Holds a running job at its next step; it keeps what it has in memory. */
    pause: procedure
      .route({ method: 'POST', path: '/jobs/{id}/pause' })
      .input(z.object({ id: z.string() }))
      .output(JobState),
    unpause: procedure
      .route({ method: 'POST', path: '/jobs/{id}/unpause' })
      .input(z.object({ id: z.string() }))
      .output(JobState),
    /** Runs an interrupted job again under a new id. */
    resume: procedure
      .route({ method: 'POST', path: '/jobs/{id}/resume' })
      .input(z.object({ id: z.string() }))
      .output(z.object({ id: z.string() })),
    /** Forgets an interrupted or ended job. */
    dismiss: procedure
      .route({ method: 'POST', path: '/jobs/{id}/dismiss' })
      .input(z.object({ id: z.string() }))
      .output(z.object({ id: z.string() })),
  },
  models: {
    /** What can be chosen in a training, the builtin one first. */
    list: procedure.route({ method: 'GET', path: '/models' }).output(z.array(ModelSummary)),
    catalogue: procedure
      .route({ method: 'GET', path: '/models/catalogue' })
      .output(z.array(CatalogueModel)),
    /** Keeps one file of a folder that a browser dropped; `upload` names the folder, `path` lies inside it. */
    upload: procedure
      .route({ method: 'POST', path: '/models/upload' })
      .input(
        z.object({
          upload: z.string().regex(/^[\w-]{1,80}$/),
          path: z.string().min(1).max(300),
          content: z.instanceof(Blob),
        }),
      )
      .output(z.object({ bytes: z.number() })),
    /** Refused while a version embeds with it. */
    remove: procedure
      .route({ method: 'DELETE', path: '/models/{model}' })
      .input(z.object({ model: z.string() }))
      .output(z.object({ model: z.string() })),
    /** Devices of this machine and what was measured on them; measures nothing by itself. */
    devices: procedure.route({ method: 'GET', path: '/devices' }).output(DevicesOverview),
    cache: procedure.route({ method: 'GET', path: '/cache' }).output(CacheOverview),
    /** Empties the embedding cache; vectors are made again when they are needed. */
    clearCache: procedure.route({ method: 'DELETE', path: '/cache' }).output(CacheOverview),
  },
  search: {
    query: procedure
      .route({ method: 'POST', path: '/search' })
      .input(SearchRequest)
      .output(SearchResponse),
  },
  match: {
    /** The best k entries of each text, in the order of the texts; the same as searching them one by one. */
    rows: procedure
      .route({ method: 'POST', path: '/match' })
      .input(MatchRequest)
      .output(MatchResponse),
  },
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
  },
  versions: {
    list: procedure.route({ method: 'GET', path: '/versions' }).output(z.array(VersionSummary)),
    manifest: procedure
      .route({ method: 'GET', path: '/versions/{version}' })
      .input(z.object({ version: z.string() }))
      .output(Manifest),
    history: procedure
      .route({ method: 'GET', path: '/versions-history' })
      .output(z.array(PromotionEvent)),
    /** Refused with GATE_REFUSED where the gate fails and no reason for an override is given. */
    promote: procedure
      .route({ method: 'POST', path: '/versions/{version}/promote' })
      .input(z.object({ version: z.string(), overrideReason: z.string().min(3).optional() }))
      .output(PromotionEvent),
    rollback: procedure
      .route({ method: 'POST', path: '/versions/{version}/rollback' })
      .input(z.object({ version: z.string() }))
      .output(PromotionEvent),
  },
  runs: {
    list: procedure.route({ method: 'GET', path: '/runs' }).output(z.array(RunRecord)),
  },
};

export type Contract = typeof contract;
