import {
  describeError,
  ERROR_CODES,
  type ErrorCode,
  type ErrorDetail,
  PlumblineError,
} from '#core/contract/errors.ts';
import type { JobError } from '#core/contract/jobs.ts';

/** Any failure in the one shape that the terminal prints. `code` is INTERNAL for what nobody foresaw. */
export interface Failure {
  code: ErrorCode | 'INTERNAL';
  message: string;
  detail: ErrorDetail;
}

const ERRNO: Readonly<Record<string, { code: ErrorCode; message: string; remedy: string }>> = {
  ENOENT: { code: 'NOT_FOUND', message: 'does not exist.', remedy: 'Check the path.' },
  EISDIR: {
    code: 'BAD_INPUT',
    message: 'is a folder, not a file.',
    remedy: 'Name a file inside it.',
  },
  EACCES: {
    code: 'READ_ONLY',
    message: 'may not be opened by this user.',
    remedy: 'Change its permissions, or choose another place.',
  },
  EROFS: {
    code: 'READ_ONLY',
    message: 'lies on a disk that can only be read.',
    remedy: 'Choose another place.',
  },
  ENOSPC: {
    code: 'DISK_FULL',
    message: 'could not be written: the disk is full.',
    remedy: 'Free some space and run the command again.',
  },
};

interface Loose {
  name?: unknown;
  code?: unknown;
  message?: unknown;
  data?: unknown;
  path?: unknown;
}

/** Brings anything that was thrown — here, by the engine, or over its wire — into one shape. */
export function toFailure(error: unknown): Failure {
  if (error instanceof PlumblineError)
    return { code: error.code, message: error.message, detail: error.detail };
  const loose: Loose = typeof error === 'object' && error !== null ? error : {};
  const message = typeof loose.message === 'string' ? loose.message : String(error);
  if (loose.name === 'AbortError') return { code: 'CANCELLED', message: 'Cancelled.', detail: {} };
  if (typeof loose.code !== 'string') return internal(message);
  if (loose.code === 'BAD_REQUEST') return rejectedInput(message, loose.data);
  if (loose.code in ERRNO) return diskFailure(loose.code, loose.path);
  if (!isErrorCode(loose.code)) return internal(message);
  return { code: loose.code, message, detail: asDetail(loose.data) };
}

/** A job's recorded error as a failure. */
export function jobFailure(error: JobError | null): Failure {
  if (!error) return internal('the job ended without saying why');
  const { code, message, ...detail } = error;
  return isErrorCode(code) ? { code, message, detail } : { ...internal(message), detail };
}

/** What to print: one line that says what, where and what next, then at most five further places. */
export function failureLines(failure: Failure): string[] {
  const places = failure.detail.places ?? [];
  const line = describeError(new PlumblineError('BAD_INPUT', failure.message, failure.detail));
  const more = places.slice(0, 5).map((place) => `  line ${place.line}: ${oneLine(place.text)}`);
  const rest = places.length > 5 ? [`  and ${places.length - 5} more`] : [];
  return [`plumbline: ${oneLine(line)}`, ...more, ...rest];
}

/** The same for a program: `{"error": {code, message, file?, line?, remedy?, places?}}`. */
export function failureJson(failure: Failure): { error: { code: string; message: string } } {
  return { error: { code: failure.code, message: failure.message, ...failure.detail } };
}

function internal(message: string): Failure {
  return {
    code: 'INTERNAL',
    message: `Something went wrong inside Plumbline: ${message}`,
    detail: { remedy: 'Run it again with PLUMBLINE_DEBUG=1 to see where.' },
  };
}

function diskFailure(errno: string, path: unknown): Failure {
  const known = ERRNO[errno];
  if (!known) return internal(errno);
  const file = typeof path === 'string' ? path : 'A file';
  return {
    code: known.code,
    message: `${file} ${known.message}`,
    detail: { remedy: known.remedy },
  };
}

/** zod's complaints, as oRPC hands them over, in one sentence. */
function rejectedInput(message: string, data: unknown): Failure {
  const issues = (data as { issues?: { path?: unknown[]; message?: string }[] } | undefined)
    ?.issues;
  const sentences = (issues ?? []).map((issue) =>
    [issue.path?.join('.'), issue.message].filter(Boolean).join(': '),
  );
  return { code: 'BAD_INPUT', message: sentences.join('; ') || message, detail: {} };
}

const CODES: ReadonlySet<string> = new Set(ERROR_CODES);

function isErrorCode(code: string): code is ErrorCode {
  return CODES.has(code);
}

function asDetail(data: unknown): ErrorDetail {
  return typeof data === 'object' && data !== null ? (data as ErrorDetail) : {};
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}
