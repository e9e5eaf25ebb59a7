import { describe, expect, it } from 'vitest';
import { browserCommand } from './open-browser.ts';

const url = 'http://127.0.0.1:4780/#token=x';

describe('browserCommand', () => {
  it.each([
    ['darwin', {}, 'open'],
    ['win32', {}, 'cmd'],
    ['linux', { DISPLAY: ':0' }, 'xdg-open'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
  ] as const)('%s with %j: %s', (platform, env, command) => {
    const chosen = browserCommand(platform, env, url);
    expect(chosen?.command).toBe(command);
    expect(chosen?.args.at(-1)).toBe(url);
  });

  it('opens nothing where there is no display', () => {
    expect(browserCommand('linux', {}, url)).toBeNull();
    expect(browserCommand('linux', { DISPLAY: '' }, url)).toBeNull();
  });
});
