import type { JobState } from '#core/contract/jobs.ts';
import type { JobEvent } from '#core/jobs/job-events.ts';
import { applyJobEvent, queuedJob, startedJob } from '#core/jobs/job-state.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { createJobContext } from '#core/platform/node/job-context.ts';

/** Who looks on while a command works in this process. */
export interface Watch {
  signal: AbortSignal;
  /** Called with the whole state after each change, as `jobs.watch` gives it. */
  onState(state: Pick<JobState, 'stages' | 'log'>): void;
}

/** Work in stages, each shown while it runs. */
export interface StagedWork {
  context: JobContext;
  /** Runs a stage; `detail` puts what came out into words. A failure leaves it failed. */
  stage<Result>(
    name: string,
    work: () => Promise<Result>,
    detail: (result: Result) => string,
  ): Promise<Result>;
}

/** The stages of a command that is no job of a workspace, told in the same way as those of a job. */
export function stagedWork(clock: Clock, { signal, onState }: Watch): StagedWork {
  const now = () => ({ elapsed: clock.elapsed(), iso: clock.now().toISOString() });
  let job = startedJob(queuedJob({ id: 'command', kind: 'probe', title: '' }, now()), now());
  const emit = (event: JobEvent) => {
    job = applyJobEvent(job, event, now());
    onState(job.state);
  };
  return {
    context: createJobContext({
      signal,
      clock,
      onProgress: (done, total, unit) => emit({ type: 'progress', done, total, unit }),
      onLog: (level, message) => emit({ type: 'log', level, message }),
    }),
    async stage(name, work, detail) {
      emit({ type: 'stage', stage: name, state: 'running' });
      try {
        const result = await work();
        emit({ type: 'stage', stage: name, state: 'done', detail: detail(result) });
        return result;
      } catch (error) {
        emit({ type: 'stage', stage: name, state: 'failed' });
        throw error;
      }
    },
  };
}
