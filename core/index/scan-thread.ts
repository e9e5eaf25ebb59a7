import { scanOf } from './exact-scan.ts';
import type { RowScan } from './row-scan.ts';
import { type ScanLine, type ScanWorker, scanLine } from './scan-line.ts';
import type { ScanRequest } from './scan-messages.ts';

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
  spawn: () => ScanWorker,
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
    await closeLine(line);
  };
  return scanOf(request, scores, () => {
    closing ??= close();
    return closing;
  });
}

async function startLine(spawn: () => ScanWorker, request: ScanRequest): Promise<ScanLine> {
  const line = scanLine(spawn());
  try {
    await line.ask({ type: 'open', request });
    return line;
  } catch (error) {
    await line.terminate();
    throw error;
  }
}

/** Waits for what was asked before. A thread that ended has nothing left to release. */
async function closeLine(line: ScanLine): Promise<void> {
  try {
    if (!line.ended()) await line.ask({ type: 'close' });
  } catch (error) {
    if (!line.ended()) throw error;
  } finally {
    await line.terminate();
  }
}
