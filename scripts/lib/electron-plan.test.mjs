import { describe, expect, it } from 'vitest';
import { electronHost, electronPlan, usesProxy } from './electron-plan.mjs';

const plan = (patch) =>
  electronPlan({
    platform: 'linux',
    env: { DISPLAY: ':0' },
    uid: 1000,
    folder: '/app/electron',
    exists: () => true,
    ...patch,
  });

describe('electronPlan', () => {
  it.each([
    ['linux', '/app/electron/dist/electron'],
    ['darwin', '/app/electron/dist/Electron.app/Contents/MacOS/Electron'],
    ['win32', '/app/electron/dist/electron.exe'],
  ])('runs the installed binary on %s', (platform, binary) => {
    expect(plan({ platform })).toEqual({ kind: 'run', binary });
  });

  it('fetches it where it is not installed', () => {
    expect(plan({ exists: () => false }).kind).toBe('fetch');
  });

  it('takes the folder that the user names, or says that nothing is there', () => {
    const env = { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: '/opt/electron' };
    expect(plan({ env })).toEqual({ kind: 'run', binary: '/opt/electron/electron' });
    expect(plan({ env, exists: () => false }).reason).toContain('/opt/electron');
  });

  it.each([
    ['no display', { env: {} }, /no display/],
    ['root', { uid: 0 }, /root/],
    ['another system', { platform: 'freebsd' }, /freebsd/],
  ])('opens the browser with %s, and says why', (_, patch, reason) => {
    expect(plan(patch)).toEqual({ kind: 'browser', reason: expect.stringMatching(reason) });
  });

  it('needs no DISPLAY variable elsewhere', () => {
    expect(plan({ platform: 'darwin', env: {} }).kind).toBe('run');
    expect(plan({ env: { WAYLAND_DISPLAY: 'wayland-0' } }).kind).toBe('run');
  });
});

describe('electronHost', () => {
  it.each([
    [{}, 'https://github.com'],
    [{ ELECTRON_MIRROR: 'https://mirror.example/electron/' }, 'https://mirror.example'],
    [{ npm_config_electron_mirror: 'http://m.example:8080/x' }, 'http://m.example:8080'],
  ])('%j: %s', (env, host) => {
    expect(electronHost(env)).toBe(host);
  });
});

describe('usesProxy', () => {
  it('sees the usual variables', () => {
    expect(usesProxy({ https_proxy: 'http://p' })).toBe(true);
    expect(usesProxy({})).toBe(false);
  });
});
