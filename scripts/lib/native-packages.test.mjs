import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { currentPlatform, lockedVersion, nativePackages } from './native-packages.mjs';

const versionOf = () => '0.37.1';

describe('nativePackages', () => {
  it.each([
    ['darwin', 'arm64', undefined, '@lancedb/lancedb-darwin-arm64'],
    ['linux', 'x64', 'gnu', '@lancedb/lancedb-linux-x64-gnu'],
    ['linux', 'arm64', 'gnu', '@lancedb/lancedb-linux-arm64-gnu'],
    ['linux', 'x64', 'musl', '@lancedb/lancedb-linux-x64-musl'],
    ['linux', 'arm64', 'musl', '@lancedb/lancedb-linux-arm64-musl'],
    ['win32', 'x64', undefined, '@lancedb/lancedb-win32-x64-msvc'],
    ['win32', 'arm64', undefined, '@lancedb/lancedb-win32-arm64-msvc'],
  ])('%s %s %s needs %s', (platform, arch, libc, name) => {
    const { packages } = nativePackages({ platform, arch, libc }, versionOf);
    expect(packages).toEqual([{ name, version: '0.37.1' }]);
  });

  it.each([
    ['darwin', 'x64', undefined, /LanceDB has no binary for darwin-x64/],
    ['linux', 'riscv64', 'gnu', /LanceDB has no binary for linux-riscv64/],
    ['linux', 'x64', 'musl', /onnxruntime has no binary for linux-x64 with musl/],
  ])('says what %s %s %s lacks', (platform, arch, libc, line) => {
    const { missing } = nativePackages({ platform, arch, libc }, versionOf);
    expect(missing.join('\n')).toMatch(line);
  });

  it('asks for exactly the locked version, of packages that LanceDB knows', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    const known = lock.packages['node_modules/@lancedb/lancedb'].optionalDependencies;
    const { packages } = nativePackages({ platform: 'darwin', arch: 'arm64' }, (name) =>
      lockedVersion(lock, name),
    );
    for (const { name, version } of packages) expect(known[name]).toBe(version);
    expect(packages).toHaveLength(1);
  });

  it('lacks nothing on this machine', () => {
    expect(nativePackages(currentPlatform(), versionOf).missing).toEqual([]);
  });
});
