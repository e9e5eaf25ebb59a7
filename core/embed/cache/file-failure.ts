import { PlumblineError } from '#core/contract/errors.ts';

/** What a failed file operation calls itself ("DISK_FULL", "EIO"); null for an error of the program. */
export function failureCode(error: unknown): string | null {
  if (error instanceof PlumblineError) return error.code;
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : null;
}

/** The file or its folder does not exist. */
export function isGone(error: unknown): boolean {
  const code = failureCode(error);
  return code === 'NOT_FOUND' || code === 'ENOENT' || code === 'ENOTDIR';
}
