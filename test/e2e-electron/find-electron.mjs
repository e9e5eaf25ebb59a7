import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where the executable lies inside Electron's distribution. */
const EXECUTABLES = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
  linux: 'electron',
};

/**
 * The path of an Electron binary that is already on this machine, or null. Never imports the
 * `electron` package, because that fetches a binary. Looks at ELECTRON_OVERRIDE_DIST_PATH, then
 * at the package's own distribution, as the package itself would.
 *
 * @param {string} root folder of package.json
 * @param {{platform: string, env: Record<string, string | undefined>}} machine
 */
export function findElectron(root, { platform, env }) {
  const usual = EXECUTABLES[platform] ?? 'electron';
  const named = join(root, 'node_modules', 'electron', 'path.txt');
  const executable = existsSync(named) ? readFileSync(named, 'utf8').trim() : usual;
  const folders = [
    env.ELECTRON_OVERRIDE_DIST_PATH,
    join(root, 'node_modules', 'electron', 'dist'),
  ].filter(Boolean);
  return folders.map((folder) => join(folder, executable)).find(existsSync) ?? null;
}

/**
 * How to get a screen: nothing to do, a command to run under, or null where there is none.
 *
 * @param {{platform: string, env: Record<string, string | undefined>}} machine
 * @returns {string[] | null}
 */
export function findScreen({ platform, env }) {
  if (platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) return [];
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .some((part) => existsSync(join(part, 'xvfb-run')));
  return onPath ? ['xvfb-run', '--auto-servernum'] : null;
}
