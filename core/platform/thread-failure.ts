import { type ErrorCode, type ErrorDetail, PlumblineError } from '#core/contract/errors.ts';

/** An error as plain data; a code where it is a PlumblineError. */
export interface ThreadFailure {
  code: ErrorCode | null;
  message: string;
  detail: ErrorDetail;
}

/** What a thread answers where it failed. */
export interface FailedAnswer {
  type: 'failed';
  failure: ThreadFailure;
}

/** An error for the way to another thread, which keeps neither its class nor its code. */
export function failedAnswer(error: unknown): FailedAnswer {
  return { type: 'failed', failure: toFailure(error) };
}

function toFailure(error: unknown): ThreadFailure {
  if (error instanceof PlumblineError) {
    const { code, message, detail } = error;
    return { code, message, detail };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: null, message, detail: {} };
}

/** The error that `failedAnswer` described. */
export function fromFailure({ code, message, detail }: ThreadFailure): Error {
  return code === null ? new Error(message) : new PlumblineError(code, message, detail);
}
