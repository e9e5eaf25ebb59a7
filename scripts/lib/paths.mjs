import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root folder, absolute, without a trailing separator. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** A path inside the checkout. */
export function inRoot(...parts) {
  return join(ROOT, ...parts);
}

/** The command line's built entry. */
export const CLI = inRoot('dist', 'node', 'cli.js');

/** The workspace that a first start opens. */
export const SAMPLE = inRoot('workspaces', 'samples', 'job-titles');
