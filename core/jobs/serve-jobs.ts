import { toJobError } from './job-error.ts';
import type { RunJob } from './job-events.ts';
import type { FromWorker, ToWorker } from './job-messages.ts';
import { createPauseSwitch, type PauseSwitch } from './pause-switch.ts';

/** The engine as its worker sees it. */
export interface EnginePort {
  postMessage(message: FromWorker): void;
  onMessage(listener: (message: ToWorker) => void): void;
}

/** The worker's side of createRemoteRunner: runs the one job that it is sent. */
export function serveJobs(port: EnginePort, runJob: RunJob): void {
  const controller = new AbortController();
  const pause = createPauseSwitch();
  port.onMessage((message) => {
    if (message.type === 'cancel') controller.abort();
    else if (message.type === 'pause') pause.set(message.paused);
    else void answer(port, runJob, message, { signal: controller.signal, pause });
  });
}

async function answer(
  port: EnginePort,
  runJob: RunJob,
  { kind, request }: Extract<ToWorker, { type: 'start' }>,
  { signal, pause }: { signal: AbortSignal; pause: PauseSwitch },
): Promise<void> {
  try {
    const result = await runJob(kind, request, (event) => port.postMessage(event), signal, pause);
    port.postMessage({ type: 'result', result });
  } catch (error) {
    port.postMessage({ type: 'error', error: toJobError(error) });
  }
}
