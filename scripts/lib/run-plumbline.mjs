import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { say } from './main.mjs';
import { CLI, ROOT } from './paths.mjs';

/**
 * The folder that relative paths count from. npm runs scripts in the checkout's root and leaves the
 * folder in which the user called it in INIT_CWD.
 */
export function callersFolder(env, cwd, root) {
  return env.npm_lifecycle_event === 'plumbline' && env.INIT_CWD && cwd === root
    ? env.INIT_CWD
    : cwd;
}

/** Installs and builds what is missing, then becomes the command line: same process, so signals and exit code are its own. */
export async function runPlumbline(args) {
  await ensureInstalled(say);
  await ensureBuilt(say);
  process.chdir(callersFolder(process.env, process.cwd(), ROOT));
  process.argv = [process.execPath, CLI, ...args];
  process.removeAllListeners('SIGINT');
  process.removeAllListeners('SIGTERM');
  await import(pathToFileURL(CLI).href);
}
