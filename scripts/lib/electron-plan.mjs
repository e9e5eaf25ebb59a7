import { join } from 'node:path';

const BINARIES = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  linux: 'electron',
  win32: 'electron.exe',
};

/**
 * Can the desktop window be opened, and how? Pure; `exists` says whether a file does.
 * Returns {kind: 'run', binary}, {kind: 'fetch', binary} where the binary must be fetched first, or
 * {kind: 'browser', reason} with the rest of the sentence "Opening in the browser: …".
 */
export function electronPlan({ platform, env, uid, folder, exists }) {
  const name = BINARIES[platform];
  if (!name) return browser(`Electron does not run on ${platform}.`);
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY)
    return browser('there is no display on this machine.');
  if (platform === 'linux' && uid === 0)
    return browser('the desktop window does not run as root, which would switch off its sandbox.');
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const binary = join(override, name);
    if (exists(binary)) return { kind: 'run', binary };
    return browser(`ELECTRON_OVERRIDE_DIST_PATH names ${override}, where there is no Electron.`);
  }
  const binary = join(folder, 'dist', name);
  return { kind: exists(binary) ? 'run' : 'fetch', binary };
}

/** Where Electron's binary is fetched from, as its own installer decides. */
export function electronHost(env) {
  const mirror = env.ELECTRON_MIRROR || env.npm_config_electron_mirror;
  return new URL(mirror || 'https://github.com').origin;
}

/** With a proxy only the installer itself knows whether the host can be reached. */
export function usesProxy(env) {
  return ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].some((name) => env[name]);
}

function browser(reason) {
  return { kind: 'browser', reason };
}
