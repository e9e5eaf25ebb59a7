import { PlumblineError } from '#core/contract/errors.ts';

/** How LanceDB's own writer words ENOSPC and EDQUOT (Linux, macOS) and ERROR_DISK_FULL (Windows). */
const FULL = /No space left on device|Disk quota exceeded|not enough space on the disk/i;

/** Native writers do not go through our files: a full disk that they meet is named as ours would. */
export function explainNative(error: unknown): unknown {
  if (error instanceof PlumblineError || !(error instanceof Error)) return error;
  if (!FULL.test(error.message)) return error;
  return new PlumblineError(
    'DISK_FULL',
    'The disk is full: the index was not written.',
    { remedy: 'Free some space and try again; everything that was saved before is unharmed.' },
    { cause: error },
  );
}
