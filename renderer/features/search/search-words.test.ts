import { describe, expect, it } from 'vitest';
import { positionWords, scanWords, summarise, typingPause } from './search-words.ts';
import { aHit, aResponse } from './testing.ts';

describe('what stands beside the box', () => {
  it('is the count, the entries and the time', () => {
    const response = aResponse([aHit('a'), aHit('b')], { entries: 1016, milliseconds: 0.3 });
    expect(summarise(response)).toBe('2 of 1\u00a0016 in 1 ms');
  });

  it.each([
    [{ exact: true, recall: null }, 'exact'],
    [{ exact: false, recall: 0.98 }, 'approximate, recall 0.98'],
    [{ exact: false, recall: 0.9991 }, 'approximate, recall >0.99'],
    [{ exact: false, recall: 1 }, 'approximate, recall 1.00'],
    [{ exact: false, recall: null }, 'approximate'],
  ])('of a scan %o is %s', (scan, label) => {
    expect(scanWords(scan).label).toBe(label);
  });
});

describe('positionWords', () => {
  it('says the place, the name and what is known', () => {
    const sure = aHit('a', { probability: 0.93, band: 'accept', judged: 'yes' });
    expect(positionWords([sure, aHit('b')], 0)).toBe('1 of 2: Name a, 0.93, accept, judged right');
    expect(positionWords([sure, aHit('b')], 1)).toBe('2 of 2: Name b');
    expect(positionWords([], 0)).toBe('');
  });
});

describe('typingPause', () => {
  it.each([
    [undefined, 0],
    [9, 0],
    [25, 0],
    [60, 30],
    [4000, 120],
  ])('after an answer in %s ms waits %i ms', (last, pause) => {
    expect(typingPause(last)).toBe(pause);
  });
});
