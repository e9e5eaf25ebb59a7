import { AddModelRequest, type JobKind } from '#core/contract/jobs.ts';
import { removeModelDrafts } from '#core/embed/models/model-store.ts';
import { toJobError } from '#core/jobs/job-error.ts';
import type { RunJob } from '#core/jobs/job-events.ts';
import { removeUnbegun } from '#core/match-tables/match-store.ts';
import type { RunWriter } from '#core/runs/run-store.ts';
import type { VersionWriter } from '#core/versions/version-store.ts';
import type { WorkspaceWriter } from '#core/workspace/open-workspace.ts';
import { versionMadeBy } from './made-by.ts';
import { type ScratchRequest, scratchOf, spoolFolder } from './scratch.ts';
import { MatchJob } from './tasks/match-task.ts';

interface MendDeps {
  writer: WorkspaceWriter;
  versions: VersionWriter;
  runs: RunWriter;
  /** The engine closes: a stopped job shall be resumed, and the next opening mends. */
  closing(): boolean;
}

/**
 * Runs jobs and mends what one leaves that did not end well: its worker may have died, or have been stopped halfway.
 * It happens in the thread that holds the lock, before the next job begins, so that nobody else writes.
 */
export function mendingRunner(run: RunJob, deps: MendDeps): RunJob {
  return async (kind, request, emit, signal, pause) => {
    const tidy = async (work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        // The job's own end is what the user must hear of.
        const message = `What the job left could not be tidied up; the next start does it. ${toJobError(error).message}`;
        emit({ type: 'log', level: 'warn', message });
      }
    };
    try {
      const result = await run(kind, request, emit, signal, pause);
      await tidy(() => removeScratch(request, deps));
      return result;
    } catch (error) {
      if (!deps.closing()) await tidy(() => mend(kind, request, error, deps));
      throw error;
    }
  };
}

async function mend(
  kind: JobKind,
  request: unknown,
  error: unknown,
  deps: MendDeps,
): Promise<void> {
  const { writer, versions, runs } = deps;
  if (kind === 'train') {
    await versions.removeLeftovers();
    await runs.closeKilled(versionMadeBy(versions));
  }
  if (kind === 'import') await writer.ledger.tidy();
  if (kind === 'export') await writer.files.remove(spoolFolder(writer.files, writer.layout));
  if (kind === 'import-bundle' || kind === 'recreate') await versions.removeLeftovers();
  if (kind === 'add-model' || kind === 'import-bundle')
    await removeModelDrafts(writer.files, writer.layout.models);
  const match = MatchJob.safeParse(kind === 'match' ? request : null).data?.match;
  if (match !== undefined) await removeUnbegun(writer.files, writer.layout.matches, match);
  // A download that broke off is kept for another attempt, until the next start.
  const keep = isDownload(request) && toJobError(error).code !== 'CANCELLED';
  if (!keep) await removeScratch(request, deps);
}

function isDownload(request: unknown): boolean {
  return AddModelRequest.safeParse(request).data?.source.from === 'hub';
}

/** Removes the upload or download that the job has read. */
async function removeScratch(request: unknown, { writer }: MendDeps): Promise<void> {
  const { files, layout } = writer;
  const path = scratchOf(files, layout, request as ScratchRequest);
  if (path !== null) await files.remove(path);
}
