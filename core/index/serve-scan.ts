import { failedAnswer } from '#core/platform/thread-failure.ts';
import type { ThreadPort } from '#core/platform/thread-line.ts';
import type { ExactScan } from './exact-scan.ts';
import type { FromScan, ScanRequest, ToScan } from './scan-messages.ts';

/** The thread's side of openScanThread: opens one scan and answers for it. The owner waits for each answer. */
export function serveScan(
  port: ThreadPort<ToScan, FromScan>,
  open: (request: ScanRequest) => Promise<ExactScan>,
): void {
  let scan: ExactScan | undefined;
  const answer = async (message: ToScan): Promise<void> => {
    if (message.type === 'open') scan = await open(message.request);
    else if (message.type === 'close') await scan?.close();
    else return sendScores(port, await opened(scan).scores(message.queries));
    port.postMessage({ type: 'done' });
  };
  port.onMessage((message) => {
    answer(message).catch((error: unknown) => {
      port.postMessage(failedAnswer(error));
    });
  });
}

function opened(scan: ExactScan | undefined): ExactScan {
  if (scan === undefined) throw new Error('The scan was not opened.');
  return scan;
}

/** The library gives every run a fresh buffer, made by the engine itself, so that it moves without a copy. */
function sendScores(port: ThreadPort<ToScan, FromScan>, scores: Float32Array): void {
  port.postMessage({ type: 'scores', scores }, [scores.buffer as ArrayBuffer]);
}
