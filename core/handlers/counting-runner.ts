import type { RunJob } from '#core/jobs/job-events.ts';
import type { Recorder } from '#core/monitor/recorder.ts';

/** Runs jobs and hands what they answered to the recorder, in the thread that writes the counts. */
export function countingRunner(run: RunJob, recorder: Pick<Recorder, 'matched'>): RunJob {
  return (kind, request, emit, signal, pause) =>
    run(
      kind,
      request,
      (event) => {
        if (event.type !== 'answered') emit(event);
        else recorder.matched(event.version, event.firstHits, event.compared);
      },
      signal,
      pause,
    );
}
