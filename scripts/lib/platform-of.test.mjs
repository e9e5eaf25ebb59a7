import { expect, it } from 'vitest';
import { platformOf } from './platform-of.mjs';

it.each([
  ['@lancedb/lancedb-linux-x64-gnu', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }],
  ['@lancedb/lancedb-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
  ['@biomejs/cli-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['@oxc-parser/binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
  ['@oxc-parser/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['openai', null],
])('%s', (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});
