import type { JobKind } from '#core/contract/jobs.ts';
import { toJobError } from '#core/jobs/job-error.ts';
import type { RunJob } from '#core/jobs/job-events.ts';
import type { RunWriter } from '#core/runs/run-store.ts';
import type { VersionWriter } from '#core/versions/version-store.ts';
import type { WorkspaceWriter } from '#core/workspace/open-workspace.ts';
import type { ImportJob } from './tasks/import-task.ts';

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
  return async (kind, request, emit, signal) => {
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
      const result = await run(kind, request, emit, signal);
      await tidy(() => removeUpload(kind, request, deps));
      return result;
    } catch (error) {
      if (!deps.closing()) await tidy(() => mend(kind, request, deps));
      throw error;
    }
  };
}

async function mend(kind: JobKind, request: unknown, deps: MendDeps): Promise<void> {
  const { writer, versions, runs } = deps;
  if (kind === 'train') {
    await versions.removeLeftovers();
    await runs.closeKilled();
  }
  if (kind === 'import') {
    await removeUpload(kind, request, deps);
    await writer.ledger.tidy();
  }
}

async function removeUpload(kind: JobKind, request: unknown, { writer }: MendDeps): Promise<void> {
  if (kind !== 'import') return;
  const { staged, path } = request as ImportJob;
  if (staged) await writer.files.remove(path);
}
