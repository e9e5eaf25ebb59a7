import { type ErrorCode, type ErrorDetail, PlumblineError } from '#core/contract/errors.ts';

/** The vectors to scan: those of a LanceDB table that `writeTerms` wrote below `folder`. */
export interface ScanRequest {
  folder: string;
  rows: number;
  dimensions: number;
  intraOpThreads: number;
}

/** To the thread that scans; each message is answered once, in order. */
export type ToScan =
  | { type: 'open'; request: ScanRequest }
  /** [q × dimensions] */
  | { type: 'scan'; queries: Float32Array }
  | { type: 'close' };

/** From the thread that scans. */
export type FromScan =
  | { type: 'done' }
  /** [q × rows], row-major. */
  | { type: 'scores'; scores: Float32Array }
  | { type: 'failed'; failure: ScanFailure };

/** An error as plain data; a code where it is a PlumblineError. */
export interface ScanFailure {
  code: ErrorCode | null;
  message: string;
  detail: ErrorDetail;
}

/** An error for the way to another thread, which keeps neither its class nor its code. */
export function toScanFailure(error: unknown): ScanFailure {
  if (error instanceof PlumblineError) {
    const { code, message, detail } = error;
    return { code, message, detail };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: null, message, detail: {} };
}

/** The error that `toScanFailure` described. */
export function fromScanFailure({ code, message, detail }: ScanFailure): Error {
  return code === null ? new Error(message) : new PlumblineError(code, message, detail);
}
