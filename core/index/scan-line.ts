import { type FromScan, fromScanFailure, type ToScan } from './scan-messages.ts';

/** A scanning thread, as its owner sees it. */
export interface ScanWorker {
  postMessage(message: ToScan, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: FromScan) => void): void;
  /** The thread is gone; `error` is what it did not catch, if anything. */
  onExit(listener: (code: number, error?: Error) => void): void;
  /** Settles when the thread is gone. */
  terminate(): Promise<void>;
}

/** Asks a scanning thread one question at a time, in order. */
export interface ScanLine {
  /** Rejects with what the thread threw, with the signal's reason before its turn, or because the thread ended. */
  ask(message: ToScan, signal?: AbortSignal): Promise<FromScan>;
  /** Whether the thread is gone. */
  ended(): boolean;
  terminate(): Promise<void>;
}

interface Question {
  message: ToScan;
  signal: AbortSignal | undefined;
  resolve(answer: FromScan): void;
  reject(error: unknown): void;
}

export function scanLine(worker: ScanWorker): ScanLine {
  const waiting: Question[] = [];
  let asked: Question | undefined;
  let end: Error | null = null;

  /** Asks the first that is still wanted, unless an answer is awaited. */
  const askNext = (): void => {
    while (asked === undefined) {
      const next = waiting.shift();
      if (next === undefined) return;
      if (next.signal?.aborted) next.reject(next.signal.reason);
      else {
        asked = next;
        post(worker, next.message);
      }
    }
  };
  worker.onMessage((answer) => {
    const answered = asked;
    asked = undefined;
    // First, so that the thread goes on while this answer is looked at.
    askNext();
    if (answer.type === 'failed') answered?.reject(fromScanFailure(answer.failure));
    else answered?.resolve(answer);
  });
  worker.onExit((code, error) => {
    end = endOf(code, error);
    asked?.reject(end);
    for (const question of waiting.splice(0)) question.reject(end);
  });
  return {
    ask: (message, signal) =>
      new Promise((resolve, reject) => {
        if (end !== null) throw end;
        waiting.push({ message, signal, resolve, reject });
        askNext();
      }),
    ended: () => end !== null,
    terminate: () => worker.terminate(),
  };
}

/** Queries are moved: they are copies already. */
function post(worker: ScanWorker, message: ToScan): void {
  if (message.type === 'scan') worker.postMessage(message, [message.queries.buffer as ArrayBuffer]);
  else worker.postMessage(message);
}

function endOf(code: number, cause?: Error): Error {
  const why = cause ? `: ${cause.message}` : ` (exit code ${code})`;
  return new Error(`The thread that scans vectors ended${why}. Try again: it is started anew.`, {
    cause,
  });
}
