import { type ErrorCode, PlumblineError } from '#core/contract/errors.ts';

interface Explanation {
  code: ErrorCode;
  what: string;
  remedy: string;
}

const FULL: Explanation = {
  code: 'DISK_FULL',
  what: 'The disk is full',
  remedy: 'Free some space and try again; everything that was saved before is unharmed.',
};

const READ_ONLY: Explanation = {
  code: 'READ_ONLY',
  what: 'Writing is not allowed here',
  remedy: 'Check the permissions of the folder, or copy it to a place that you may write to.',
};

const WRITE_FAILURES: Record<string, Explanation> = {
  ENOSPC: FULL,
  EDQUOT: { ...FULL, what: 'Your disk quota is used up' },
  EROFS: READ_ONLY,
  EACCES: READ_ONLY,
  EPERM: READ_ONLY,
};

/** The system's code of a failed file operation (`ENOSPC`), or undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** What to throw when writing `path` failed: DISK_FULL or READ_ONLY with a remedy, else the error itself. */
export function writeFailure(error: unknown, path: string): unknown {
  const explanation = WRITE_FAILURES[systemCode(error) ?? ''];
  if (!explanation) return error;
  const { code, what, remedy } = explanation;
  return new PlumblineError(
    code,
    `${what}: ${path} was not written.`,
    { file: path, remedy },
    { cause: error },
  );
}

/** What to throw when reading `path` failed: NOT_FOUND for a missing file, else the error itself. */
export function readFailure(error: unknown, path: string): unknown {
  if (systemCode(error) !== 'ENOENT') return error;
  return new PlumblineError(
    'NOT_FOUND',
    `There is no file ${path}.`,
    { file: path, remedy: 'Check the path, or bring the file back from a copy.' },
    { cause: error },
  );
}
