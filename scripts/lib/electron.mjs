import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { electronHost, electronPlan, usesProxy } from './electron-plan.mjs';
import { inRoot, ROOT } from './paths.mjs';
import { lastLine, run } from './processes.mjs';

const FOLDER = inRoot('node_modules', 'electron');
const PROBE_LIMIT = 5000;
const FETCH_LIMIT = 60_000;
/** An Electron that ends this soon with an error has not opened a window. */
const FAILED_START = 10_000;

/** {binary} of Electron, fetched where it is missing and can be had, or {reason} why not. Never throws, never hangs. */
export async function findElectron(say) {
  const { env, platform } = process;
  const plan = electronPlan({
    platform,
    env,
    uid: process.getuid?.(),
    folder: FOLDER,
    exists: existsSync,
  });
  if (plan.kind === 'browser') return { reason: plan.reason };
  if (plan.kind === 'run') return { binary: plan.binary };
  const host = electronHost(env);
  if (!isCached() && !usesProxy(env) && !(await answers(host)))
    return { reason: `Electron's binary cannot be fetched, ${host} does not answer.` };
  say('Fetching Electron, once. After a minute without success the browser opens instead.');
  const result = await run(process.execPath, [join(FOLDER, 'install.js')], {
    limitMs: FETCH_LIMIT,
  });
  if (result.code === 0 && existsSync(plan.binary)) return { binary: plan.binary };
  const why = result.timedOut ? 'it took longer than a minute' : fetchError(result.output);
  return { reason: `Electron's binary could not be fetched: ${why}.` };
}

/** Runs the desktop window. Returns {code} when it was closed, or {reason} when it could not open. */
export async function runElectron(binary, workspace) {
  const started = performance.now();
  const result = await run(binary, [ROOT, '--workspace', workspace], {
    output: 'stderr',
    env: { ELECTRON_RUN_AS_NODE: undefined },
  });
  const soon = performance.now() - started < FAILED_START;
  if (result.code === 0 || result.code === 130 || !soon) return { code: result.code };
  return {
    reason: `Electron ended at once (${lastLine(result.output) || `code ${result.code}`}).`,
  };
}

async function answers(origin) {
  try {
    const signal = AbortSignal.timeout(PROBE_LIMIT);
    await fetch(origin, { method: 'HEAD', redirect: 'manual', signal });
    return true;
  } catch {
    // Whatever the reason, the answer to "can it be reached?" is no.
    return false;
  }
}

/** Did an earlier installation on this machine leave the archive behind? Then no network is needed. */
function isCached() {
  const folder = process.env.electron_config_cache ?? cacheFolder();
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true }).some((path) =>
    /electron-v.*\.zip$/.test(String(path)),
  );
}

function cacheFolder() {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'electron');
  if (process.platform === 'win32')
    return join(process.env.LOCALAPPDATA ?? homedir(), 'electron', 'Cache');
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'electron');
}

function fetchError(output) {
  const line = output.split('\n').find((text) => /error/i.test(text)) ?? lastLine(output);
  return line.trim().replace(/\.$/, '').slice(0, 200);
}
