import {
  type AnsweringThread,
  closeLine,
  openLine,
  type ThreadLine,
  threadLine,
} from '#core/platform/thread-line.ts';
import { scanOf } from './exact-scan.ts';
import type { RowScan } from './row-scan.ts';
import type { FromScan, ScanRequest, ToScan } from './scan-messages.ts';

type ScanThread = AnsweringThread<ToScan, FromScan>;
type ScanLine = ThreadLine<ToScan, FromScan>;

/** Opens an exact scan of the vectors of a LanceDB table somewhere else than in the thread that asks. */
export type OpenScan = (
  folder: string,
  shape: { rows: number; dimensions: number },
) => Promise<RowScan>;

/**
 * The exact scan in a thread of its own, which holds the vectors: the library multiplies on the thread that calls it,
 * and a million vectors would hold that up for 30 ms. Gives the very numbers of `createExactScan`. Where the thread ends
 * by itself, calls that wait for it fail, and the next one starts another. Throws what `openStoredScan` throws.
 */
export async function openScanThread(
  spawn: () => ScanThread,
  request: ScanRequest,
): Promise<RowScan> {
  const start = () => startLine(spawn, request);
  let line = await start();
  let starting: Promise<void> | null = null;
  let closing: Promise<void> | null = null;

  const restart = () => {
    starting ??= start()
      .then((next) => {
        line = next;
      })
      .finally(() => {
        starting = null;
      });
    return starting;
  };
  const scores = async (queries: Float32Array, signal?: AbortSignal) => {
    if (closing) throw new Error('The scan is closed.');
    // A view of a larger buffer would be sent with all of it.
    const message = { type: 'scan', queries: queries.slice() } as const;
    if (line.ended()) await restart();
    const answer = await line.ask(message, signal);
    if (answer.type !== 'scores') throw new Error('The scan gave no scores.');
    return answer.scores;
  };
  const close = async () => {
    await starting?.catch(() => undefined);
    await closeLine(line, { type: 'close' });
  };
  return scanOf(request, scores, () => {
    closing ??= close();
    return closing;
  });
}

function startLine(spawn: () => ScanThread, request: ScanRequest): Promise<ScanLine> {
  const line = threadLine(spawn(), {
    does: 'scans vectors',
    // Queries are copies already.
    moved: (message) => (message.type === 'scan' ? [message.queries.buffer as ArrayBuffer] : []),
  });
  return openLine(line, { type: 'open', request });
}
