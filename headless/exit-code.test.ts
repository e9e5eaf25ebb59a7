import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '#core/contract/errors.ts';
import { exitCodeOf } from './exit-code.ts';

describe('exitCodeOf', () => {
  it.each([
    ['BAD_INPUT', 2],
    ['NOT_FOUND', 2],
    ['NO_WORKSPACE', 2],
    ['NO_VERSION', 2],
    ['NEWER_WORKSPACE', 2],
    ['GATE_REFUSED', 3],
    ['BUSY', 4],
    ['CANCELLED', 130],
    ['READ_ONLY', 1],
    ['DAMAGED', 1],
    ['DISK_FULL', 1],
    ['INTERNAL', 1],
    ['toString', 1],
  ])('%s ends the process with %i', (code, exit) => {
    expect(exitCodeOf(code)).toBe(exit);
  });

  it('never reports success for an error', () => {
    for (const code of ERROR_CODES) expect(exitCodeOf(code)).toBeGreaterThan(0);
  });
});
