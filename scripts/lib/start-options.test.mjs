import { describe, expect, it } from 'vitest';
import { startOptions } from './start-options.mjs';

const usual = { browser: false, open: true, port: undefined, help: false };

describe('startOptions', () => {
  it.each([
    [[], usual],
    [['--browser', '--no-open'], { ...usual, browser: true, open: false }],
    [['--port', '4800'], { ...usual, port: '4800' }],
    [['--port=4800'], { ...usual, port: '4800' }],
    [['-h'], { ...usual, help: true }],
  ])('%j', (args, expected) => {
    expect(startOptions(args)).toEqual(expected);
  });

  it.each([
    [['--port'], /--port/],
    [['--port', 'x'], /--port/],
    [['--sideways'], /--sideways/],
  ])('refuses %j', (args, message) => {
    expect(startOptions(args).error).toMatch(message);
  });
});
