import { describe, expect, it } from 'vitest';
import {
  choose,
  comparedPair,
  moveTo,
  readSelection,
  selectionParams,
  toggle,
} from './selection.ts';

const NEWEST_FIRST = ['v4', 'v3', 'v2', 'v1'];

describe('the selection of versions', () => {
  it('compares what is clicked with Ctrl with the current one', () => {
    const both = toggle(choose('v2'), 'v4');
    expect(both).toEqual({ current: 'v4', marked: ['v2', 'v4'] });
    expect(comparedPair(both, NEWEST_FIRST)).toEqual({ from: 'v2', to: 'v4' });
  });

  it('holds each version that the arrows reach against the marked one', () => {
    const marked = toggle(choose('v3'), 'v3');
    expect(comparedPair(marked, NEWEST_FIRST)).toBeNull();
    expect(comparedPair(moveTo(marked, 'v1'), NEWEST_FIRST)).toEqual({ from: 'v1', to: 'v3' });
    expect(comparedPair(moveTo(marked, 'v4'), NEWEST_FIRST)).toEqual({ from: 'v3', to: 'v4' });
  });

  it('keeps two marks while the arrows move on', () => {
    const two = toggle(moveTo(toggle(choose('v3'), 'v3'), 'v1'), 'v1');
    expect(comparedPair(moveTo(two, 'v4'), NEWEST_FIRST)).toEqual({ from: 'v1', to: 'v3' });
  });

  it.each([
    ['takes a mark away', ['v1', 'v2'], 'v1', ['v2']],
    ['lets the oldest of three go', ['v1', 'v2'], 'v3', ['v2', 'v3']],
    ['adds a second one', ['v1'], 'v3', ['v1', 'v3']],
  ])('%s', (_what, marked, version, expected) => {
    expect(toggle({ current: version, marked }, version).marked).toEqual(expected);
  });

  it('is read back from the address as it was written', () => {
    const selection = { current: 'v2', marked: ['v4', 'v2'] };
    expect(readSelection(selectionParams(selection), NEWEST_FIRST, 'v4')).toEqual(selection);
  });

  it('leaves out what is not here', () => {
    const params = { version: 'v9', marked: 'v9,v1' };
    expect(readSelection(params, NEWEST_FIRST, 'v4')).toEqual({ current: 'v4', marked: ['v1'] });
    expect(comparedPair({ current: 'v4', marked: ['v1', 'v9'] }, NEWEST_FIRST)).toBeNull();
  });
});
