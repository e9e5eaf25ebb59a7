import type { FromScan, ToScan } from '#core/index/scan-messages.ts';
import { type OpenScan, openScanThread } from '#core/index/scan-thread.ts';
import { spawnWorker } from './node-worker.ts';

/** Opens each scan in a thread of its own, whose entry is the built scan-worker at `url`. */
export function scanThreads(url: URL, intraOpThreads: number): OpenScan {
  return (folder, shape) =>
    openScanThread(() => spawnWorker<ToScan, FromScan>(url), { folder, ...shape, intraOpThreads });
}
