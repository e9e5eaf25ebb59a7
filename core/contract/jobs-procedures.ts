import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { ExportBundleRequest, ImportBundleRequest } from './bundle.ts';
import { AddModelRequest, ImportRequest, JobState, ProbeRequest, TrainRequest } from './jobs.ts';
import { procedure } from './procedure.ts';
import { MatchTableRequest } from './tables.ts';

/** The part `jobs` of the contract. */
export const jobsProcedures = {
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
  /** Matches a table; its rows are kept in the workspace while it goes on, so that it can be cut off and resumed. */
  match: procedure
    .route({ method: 'POST', path: '/jobs/match' })
    .input(MatchTableRequest)
    .output(z.object({ id: z.string() })),
  /** Makes a damaged version's index again from what else the version holds. */
  rebuild: procedure
    .route({ method: 'POST', path: '/jobs/rebuild' })
    .input(z.object({ version: z.string() }))
    .output(z.object({ id: z.string() })),
  /** Makes a damaged version anew from its manifest, where today's data are those that it was made of; the old one goes to quarantine. */
  recreate: procedure
    .route({ method: 'POST', path: '/jobs/recreate' })
    .input(z.object({ version: z.string() }))
    .output(z.object({ id: z.string() })),
  /** Writes a version as one archive that other Plumblines and services load. */
  exportBundle: procedure
    .route({ method: 'POST', path: '/jobs/export' })
    .input(ExportBundleRequest)
    .output(z.object({ id: z.string() })),
  /** Brings a version in from an archive, checked from the first byte to the last. */
  importBundle: procedure
    .route({ method: 'POST', path: '/jobs/import-bundle' })
    .input(ImportBundleRequest)
    .output(z.object({ id: z.string() })),
  /** Pushes runs to the MLflow server of the settings; the ones that are not there yet where none are named. */
  pushMlflow: procedure
    .route({ method: 'POST', path: '/jobs/push-mlflow' })
    .input(
      z.object({
        runs: z.array(z.string()).max(10_000).optional(),
        bundle: z.boolean().default(false),
      }),
    )
    .output(z.object({ id: z.string() })),
  /** Re-scores every version on today's test set. */
  rescore: procedure
    .route({ method: 'POST', path: '/jobs/rescore' })
    .output(z.object({ id: z.string() })),
  /** Learns from growing parts of the train judgments and measures each on test: would more labels help? */
  learningCurve: procedure
    .route({ method: 'POST', path: '/jobs/learning-curve' })
    .input(z.object({ version: z.string().optional() }))
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
  /** Runs an interrupted job again under a new id. An unfinished match goes on by its job's id, however that ended, or by the table's. */
  resume: procedure
    .route({ method: 'POST', path: '/jobs/{id}/resume' })
    .input(z.object({ id: z.string() }))
    .output(z.object({ id: z.string() })),
  /** Forgets an interrupted or ended job. */
  dismiss: procedure
    .route({ method: 'POST', path: '/jobs/{id}/dismiss' })
    .input(z.object({ id: z.string() }))
    .output(z.object({ id: z.string() })),
};
