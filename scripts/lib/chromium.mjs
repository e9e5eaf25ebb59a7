import { join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium that PLUMBLINE_CHROMIUM names or that lies on the PATH; undefined where there is none. */
export function findChromium(env, platform, exists) {
  if (env.PLUMBLINE_CHROMIUM) return env.PLUMBLINE_CHROMIUM;
  const separator = platform === 'win32' ? ';' : ':';
  const suffix = platform === 'win32' ? '.exe' : '';
  const folders = (env.PATH ?? '').split(separator).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name + suffix))).find(exists);
}
