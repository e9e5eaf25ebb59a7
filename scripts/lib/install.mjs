import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { installStamp, isInstalled } from './install-state.mjs';
import { currentPlatform, lockedVersion, nativePackages } from './native-packages.mjs';
import { inRoot } from './paths.mjs';
import { lastLine, run } from './processes.mjs';

const STAMP = inRoot('node_modules', '.plumbline-install');
const LIMIT = 15 * 60_000;

/** A failure that has been explained: its message is all that the user needs. */
export class Explained extends Error {}

/** Installs the packages where they are missing or differ from the lock file. Throws Explained. */
export async function ensureInstalled(say) {
  const lockText = readFileSync(inRoot('package-lock.json'), 'utf8');
  const stamp = installStamp(lockText, process.platform, process.arch);
  if (readText(STAMP) === stamp) return;
  const lock = JSON.parse(lockText);
  if (!alreadyInstalled(lock)) await install(say);
  await ensureNative(lock, say);
  writeFileSync(STAMP, stamp);
}

function alreadyInstalled(lock) {
  const text = readText(inRoot('node_modules', '.package-lock.json'));
  return text !== undefined && isInstalled(lock, JSON.parse(text));
}

async function install(say) {
  say('Installing packages. The first time this takes a minute or two.');
  const args = [
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  let result = await npm(['ci', ...args]);
  if (result.code !== 0 && /EUSAGE|npm ci.*can only install/s.test(result.output)) {
    // A lock file made where only some platforms' packages could be seen is refused by newer npm.
    say('The lock file does not list every package for this npm; npm install adds the rest.');
    result = await npm(['install', '--no-save', ...args]);
  }
  if (result.code === 0) return;
  const why = result.timedOut ? 'it took longer than 15 minutes' : npmReason(result.output);
  throw new Explained(
    `The packages could not be installed: ${why}. Check that the npm registry can be reached and run the command again.`,
  );
}

/** The lock file may have been made where only some platforms' native packages could be seen. */
async function ensureNative(lock, say) {
  const platform = currentPlatform();
  const { packages, missing } = nativePackages(platform, (name) => lockedVersion(lock, name));
  for (const line of missing) say(line);
  for (const { name, version } of packages) {
    if (existsSync(inRoot('node_modules', ...name.split('/'), 'package.json'))) continue;
    say(`Installing ${name} ${version} for this machine.`);
    const result = await npm([
      'install',
      '--no-save',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `${name}@${version}`,
    ]);
    if (result.code !== 0)
      throw new Explained(
        `${name}@${version} could not be installed: ${npmReason(result.output)}. Check that the npm registry can be reached and run the command again.`,
      );
  }
}

/** npm itself, in whatever way this process was started. */
function npm(args) {
  const path = process.env.npm_execpath;
  const options = { limitMs: LIMIT };
  if (path?.endsWith('.js')) return run(process.execPath, [path, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

function npmReason(output) {
  const lines = output.split('\n').filter((line) => /npm (error|ERR!)/.test(line));
  const line = lines.find((text) => !/ code | A complete log|^\s*npm (error|ERR!)\s*$/.test(text));
  return (
    (line ?? lastLine(output)).replace(/npm (error|ERR!)\s*/, '').replace(/\.$/, '') || 'npm failed'
  );
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
