import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { findElectron, runElectron } from './electron.mjs';
import { ensureInstalled } from './install.mjs';
import { say, wasInterrupted } from './main.mjs';
import { CLI, SAMPLE } from './paths.mjs';
import { lastLine, run, runAttached } from './processes.mjs';
import { startOptions, USAGE } from './start-options.mjs';

const CANCELLED = 130;

/** Everything that `npm start` does: install, build, train the sample on first start, open the workbench. */
export async function startApp(args) {
  const options = startOptions(args);
  if (options.error || options.help) {
    say(options.error ? `${options.error}\n\n${USAGE}` : USAGE);
    return options.error ? 2 : 0;
  }
  await ensureInstalled(say);
  await ensureBuilt(say);
  await prepareSample();
  if (wasInterrupted()) return CANCELLED;
  const window = options.browser ? { reason: 'asked for with --browser.' } : await openWindow();
  if (window.code !== undefined) return window.code;
  if (wasInterrupted()) return CANCELLED;
  say(`Opening in the browser: ${window.reason}`);
  return serve(options);
}

/** Trains the sample where it has no version yet. A failure is told and does not keep the workbench from opening. */
async function prepareSample() {
  if (!existsSync(join(SAMPLE, 'workspace.json')) && (await importSample()) !== 0) return;
  const { code, output } = await run(process.execPath, [CLI, 'versions', SAMPLE, '--json']);
  if (wasInterrupted() || (code === 0 && hasVersions(output))) return;
  if (code !== 0) {
    say(`The sample workspace could not be read: ${lastLine(output)}`);
    return;
  }
  say('First start: training a version on the sample workspace job-titles.');
  const trained = await cli('train', SAMPLE, '--mode', 'full-train');
  if (trained === CANCELLED) say('Stopped. The next start trains again.');
}

/** Makes the sample workspace from its source files; returns the exit code of the first step that failed. */
async function importSample() {
  const source = (name) => join(SAMPLE, 'source', name);
  const made = await cli('init', SAMPLE, '--name', 'job-titles');
  if (made !== 0) return made;
  const files = ['--canonical', source('canonical.json'), '--feedback', source('feedback.csv')];
  return cli('import', SAMPLE, ...files);
}

function hasVersions(output) {
  // Warnings of Node or of a library may stand before the JSON.
  const start = output.indexOf('{');
  return start !== -1 && JSON.parse(output.slice(start)).versions.length > 0;
}

function cli(...args) {
  return runAttached(process.execPath, [CLI, ...args]);
}

async function openWindow() {
  const { binary, reason } = await findElectron(say);
  if (!binary) return { reason };
  say('Opening the desktop window.');
  return runElectron(binary, SAMPLE);
}

/** Goes on as `plumbline serve` in this very process, which then answers Ctrl+C and exits by itself. */
async function serve({ port, open }) {
  const args = [...(port ? ['--port', port] : []), ...(open ? ['--open'] : [])];
  process.argv = [process.execPath, CLI, 'serve', SAMPLE, ...args];
  process.removeAllListeners('SIGINT');
  process.removeAllListeners('SIGTERM');
  await import(pathToFileURL(CLI).href);
}
