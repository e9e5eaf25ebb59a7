import { describe, expect, it } from 'vitest';
import { findChromium } from './chromium.mjs';

const env = { PATH: '/usr/local/bin::/usr/bin' };
const only =
  (...paths) =>
  (path) =>
    paths.includes(path);

describe('findChromium', () => {
  it('prefers what the user names', () => {
    const named = { ...env, PLUMBLINE_CHROMIUM: '/opt/chrome' };
    expect(findChromium(named, 'linux', () => true)).toBe('/opt/chrome');
  });

  it('prefers Chromium to Chrome, wherever on the PATH', () => {
    const exists = only('/usr/local/bin/google-chrome', '/usr/bin/chromium');
    expect(findChromium(env, 'linux', exists)).toBe('/usr/bin/chromium');
    expect(findChromium(env, 'linux', only('/usr/bin/google-chrome'))).toBe(
      '/usr/bin/google-chrome',
    );
  });

  it('finds nothing where nothing is', () => {
    expect(findChromium(env, 'linux', () => false)).toBeUndefined();
    expect(findChromium({}, 'linux', () => true)).toBeUndefined();
  });
});
