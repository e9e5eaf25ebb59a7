import { PlumblineError } from '#core/contract/errors.ts';

/** Thrown wherever something would be fetched while the workspace is offline. */
export function offlineError(repo: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', `${repo} was not downloaded: this workspace is offline.`, {
    remedy: 'Turn on downloads in Settings (offline=false), and add it again.',
  });
}
