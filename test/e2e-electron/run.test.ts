import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findElectron, findScreen } from './find-electron.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-find-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(...parts: string[]): string {
  const file = join(folder, ...parts);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
}

describe('findElectron', () => {
  const linux = { platform: 'linux', env: {} };

  it('is null where there is no binary', () => {
    expect(findElectron(folder, linux)).toBeNull();
    const env = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'nowhere') };
    expect(findElectron(folder, { ...linux, env })).toBeNull();
  });

  it('takes the override before the package', () => {
    const own = put('node_modules', 'electron', 'dist', 'electron');
    expect(findElectron(folder, linux)).toBe(own);
    const other = put('elsewhere', 'electron');
    const env = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'elsewhere') };
    expect(findElectron(folder, { ...linux, env })).toBe(other);
  });

  it.each([
    ['win32', ['electron.exe']],
    ['darwin', ['Electron.app', 'Contents', 'MacOS', 'Electron']],
  ])('knows where it lies on %s', (platform, parts) => {
    const binary = put('node_modules', 'electron', 'dist', ...parts);
    expect(findElectron(folder, { platform, env: {} })).toBe(binary);
  });
});

describe('findScreen', () => {
  it('needs one on Linux, or a virtual one', () => {
    expect(findScreen({ platform: 'linux', env: {} })).toBeNull();
    expect(findScreen({ platform: 'linux', env: { DISPLAY: ':0' } })).toEqual([]);
    expect(findScreen({ platform: 'darwin', env: {} })).toEqual([]);
    put('bin', 'xvfb-run');
    const env = { PATH: `/nowhere:${join(folder, 'bin')}` };
    expect(findScreen({ platform: 'linux', env })).toEqual(['xvfb-run', '--auto-servernum']);
  });
});

describe('run.mjs without a screen or binary', () => {
  it('says how many tests it did not run, and is content', () => {
    const script = fileURLToPath(new URL('run.mjs', import.meta.url));
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
    const { stdout, status } = spawnSync(process.execPath, [script], {
      encoding: 'utf8',
      env: { ...env, PATH: '', ELECTRON_OVERRIDE_DIST_PATH: folder },
    });
    expect(status).toBe(0);
    const skipped = /\*{3} (\d+) Electron tests NOT RUN: no /.exec(stdout)?.[1];
    expect(Number(skipped)).toBeGreaterThanOrEqual(13);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(`0 passed, 0 failed, ${skipped} skipped`);
  });
});
