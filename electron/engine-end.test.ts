import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { endedWithoutExit, isRunning } from './engine-end.ts';

describe('endedWithoutExit', () => {
  it.each([
    ['a spawned child that is gone', { spawned: true, running: false, reason: 'crashed' }, true],
    ['the child before this one', { spawned: true, running: true, reason: 'killed' }, false],
    [
      'one that was never launched',
      { spawned: false, running: false, reason: 'launch-failed' },
      true,
    ],
    [
      'the one before, while this one starts',
      { spawned: false, running: false, reason: 'killed' },
      false,
    ],
  ])('%s', (_name, child, ended) => expect(endedWithoutExit(child)).toBe(ended));
});

describe('isRunning', () => {
  it('knows this process and a finished one', () => {
    expect(isRunning(process.pid)).toBe(true);
    const { pid } = spawnSync(process.execPath, ['--version']);
    expect(isRunning(pid)).toBe(false);
  });
});
