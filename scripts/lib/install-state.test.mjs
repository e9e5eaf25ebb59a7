import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { installStamp, isInstalled } from './install-state.mjs';

const lock = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  },
};

describe('isInstalled', () => {
  it.each([
    ['all there', { a: '1.0.0', b: '2.0.0' }, true],
    ['an optional one missing', { a: '1.0.0' }, true],
    ['one missing', { b: '2.0.0' }, false],
    ['another version', { a: '1.0.1' }, false],
    ['another version of an optional one', { a: '1.0.0', b: '2.1.0' }, false],
    ['one more than needed', { a: '1.0.0', c: '3.0.0' }, true],
    ['nothing', {}, false],
  ])('%s: %s', (_, versions, expected) => {
    const packages = Object.fromEntries(
      Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }]),
    );
    expect(isInstalled(lock, { packages })).toBe(expected);
  });

  it('accepts what npm has installed here', () => {
    const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
    const installed = read('node_modules/.package-lock.json');
    expect(isInstalled(read('package-lock.json'), installed)).toBe(true);
  });
});

describe('installStamp', () => {
  it('changes with the lock file and with the platform', () => {
    const stamps = [
      installStamp('{}', 'linux', 'x64'),
      installStamp('{} ', 'linux', 'x64'),
      installStamp('{}', 'darwin', 'x64'),
      installStamp('{}', 'linux', 'arm64'),
    ];
    expect(new Set(stamps).size).toBe(4);
    expect(installStamp('{}', 'linux', 'x64')).toBe(stamps[0]);
  });
});
