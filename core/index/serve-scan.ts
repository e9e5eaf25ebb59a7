import type { ExactScan } from './exact-scan.ts';
import { type FromScan, type ScanRequest, type ToScan, toScanFailure } from './scan-messages.ts';

/** The owner of a scanning thread, as the thread sees it. */
export interface ScanPort {
  postMessage(message: FromScan, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: ToScan) => void): void;
}

/** The thread's side of openScanThread: opens one scan and answers for it. The owner waits for each answer. */
export function serveScan(
  port: ScanPort,
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
      port.postMessage({ type: 'failed', failure: toScanFailure(error) });
    });
  });
}

function opened(scan: ExactScan | undefined): ExactScan {
  if (scan === undefined) throw new Error('The scan was not opened.');
  return scan;
}

/** The library gives every run a fresh buffer, made by the engine itself, so that it moves without a copy. */
function sendScores(port: ScanPort, scores: Float32Array): void {
  port.postMessage({ type: 'scores', scores }, [scores.buffer as ArrayBuffer]);
}
