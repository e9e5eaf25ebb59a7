import { z } from 'zod';
import { ExportedFormat, ExportFormatRequest } from './bundle.ts';
import { SideBySide } from './differences.ts';
import { procedure } from './procedure.ts';
import { Notification } from './runs.ts';
import { Manifest, PromotionEvent, VersionCheck, VersionSummary } from './versions.ts';

const Which = z.object({ version: z.string() });

/** The part `versions` of the contract. */
export const versionsProcedures = {
  list: procedure.route({ method: 'GET', path: '/versions' }).output(z.array(VersionSummary)),
  manifest: procedure
    .route({ method: 'GET', path: '/versions/{version}' })
    .input(Which)
    .output(Manifest),
  history: procedure
    .route({ method: 'GET', path: '/versions-history' })
    .output(z.array(PromotionEvent)),
  /** Refused with GATE_REFUSED where the gate fails and no reason for an override is given. */
  promote: procedure
    .route({ method: 'POST', path: '/versions/{version}/promote' })
    .input(Which.extend({ overrideReason: z.string().min(3).optional() }))
    .output(PromotionEvent),
  rollback: procedure
    .route({ method: 'POST', path: '/versions/{version}/rollback' })
    .input(Which)
    .output(PromotionEvent),
  /** Tells the configured service again; BAD_INPUT where none is configured. A failure is a result, not an error. */
  notify: procedure
    .route({ method: 'POST', path: '/versions/{version}/notify' })
    .input(Which)
    .output(Notification),
  /** Reads every file and compares its hash. */
  verify: procedure
    .route({ method: 'POST', path: '/versions/{version}/verify' })
    .input(Which)
    .output(VersionCheck),
  /** BAD_INPUT for latest, for what latest came from, and for one that a job needs. */
  remove: procedure
    .route({ method: 'DELETE', path: '/versions/{version}' })
    .input(Which)
    .output(z.object({ version: z.string(), bytes: z.number() })),
  /** Moves a damaged version out of the way, to `quarantine/` in the workspace; BAD_INPUT for one that is whole. */
  quarantine: procedure
    .route({ method: 'POST', path: '/versions/{version}/quarantine' })
    .input(Which)
    .output(z.object({ version: z.string(), folder: z.string() })),
  compare: procedure
    .route({ method: 'GET', path: '/versions-compare' })
    .input(z.object({ from: z.string(), to: z.string() }))
    .output(SideBySide),
  /** Writes a version in a form that another tool reads. */
  exportFormat: procedure
    .route({ method: 'POST', path: '/versions-export' })
    .input(ExportFormatRequest)
    .output(ExportedFormat),
};
