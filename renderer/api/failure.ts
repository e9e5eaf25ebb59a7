import { ORPCError } from '@orpc/client';
import type { ErrorDetail, JobError } from '#core/contract/index.ts';

/** An error as the window shows it: what happened, where, and what to do. */
export interface Failure extends ErrorDetail {
  code: string;
  message: string;
}

/** Thrown by a transport whose other end is gone. */
export class EngineGoneError extends Error {
  override readonly name = 'EngineGoneError';
}

/** True where no answer came at all: the engine or the connection is gone, nothing is wrong with the request. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof ORPCError) {
    return !error.defined && [401, 502, 503, 504].includes(error.status);
  }
  if (error instanceof EngineGoneError) return true;
  // What fetch throws, in the words of each browser, when a connection is refused or breaks off.
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
}

/** True where the engine itself answered with an error, so that asking again changes nothing. */
export function isAnswer(error: unknown): boolean {
  return error instanceof ORPCError && !isUnreachable(error);
}

/** Whatever was thrown, as a failure that can be shown. */
export function toFailure(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const detail = isDetail(error.data) ? error.data : {};
    const unexpected = error.code === 'INTERNAL_SERVER_ERROR' || error.code === 'INTERNAL';
    return {
      ...detail,
      code: error.code,
      message: unexpected
        ? 'Something went wrong inside the engine. Your data was not changed.'
        : error.message,
      ...(unexpected && { remedy: 'Try again. The log of the engine says more.' }),
    };
  }
  if (isUnreachable(error)) {
    return { code: 'UNREACHABLE', message: 'The engine does not answer.' };
  }
  return { code: 'UNKNOWN', message: error instanceof Error ? error.message : String(error) };
}

/** A job's error is a failure already. */
export function failureOfJob(error: JobError): Failure {
  return error;
}

/** `feedback.csv, line 3`, or an empty text where the place is not known. */
export function describePlace({ file, line }: Failure): string {
  return [file, line === undefined ? '' : `line ${line}`].filter(Boolean).join(', ');
}

/** Everything known about a failure as plain text, for a message to somebody else. */
export function describeFailure(failure: Failure): string {
  const places = (failure.places ?? []).map(({ line, text }) => `  line ${line}: ${text}`);
  return [
    `${failure.code}: ${failure.message}`,
    describePlace(failure),
    failure.remedy ?? '',
    ...places,
  ]
    .filter(Boolean)
    .join('\n');
}

function isDetail(data: unknown): data is ErrorDetail {
  return typeof data === 'object' && data !== null;
}
