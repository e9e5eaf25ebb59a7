import { describe, expect, it } from 'vitest';
import { isNewEnough } from './node-version.mjs';

describe('isNewEnough', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.0.0', true],
    ['100.1.0', true],
    ['20.18.3', false],
    ['18.20.0', false],
    ['9.99.0', false],
  ])('%s: %s', (version, expected) => {
    expect(isNewEnough(version)).toBe(expected);
  });
});
