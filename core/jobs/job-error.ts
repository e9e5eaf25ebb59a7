import { ERROR_CODES, type ErrorCode, PlumblineError } from '#core/contract/errors.ts';
import type { JobError } from '#core/contract/jobs.ts';

/** An error as plain data: PlumblineError with all its detail, anything else as INTERNAL. */
export function toJobError(error: unknown): JobError {
  if (error instanceof PlumblineError) {
    const { code, message, detail } = error;
    const known = Object.entries(detail).filter(([, value]) => value !== undefined);
    return { code, message, ...Object.fromEntries(known) };
  }
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
}

/** The error that toJobError described. */
export function fromJobError({ code, message, ...detail }: JobError): Error {
  return isErrorCode(code) ? new PlumblineError(code, message, detail) : new Error(message);
}

function isErrorCode(code: string): code is ErrorCode {
  return ERROR_CODES.some((known) => known === code);
}

/** Whether an error only says that a signal was aborted, in the words of the platform's own functions. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
