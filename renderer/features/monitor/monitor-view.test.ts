import { describe, expect, it } from 'vitest';
import type { DayCounts, Drift } from '#core/contract/index.ts';
import {
  monitorState,
  periodOf,
  placeParams,
  psiWords,
  readPlace,
  shareRows,
  totals,
} from './monitor-view.ts';

const day: DayCounts = {
  day: '2026-11-20',
  version: 'v20261120-1',
  searches: 12,
  rows: 100,
  latency: null,
  bands: { accept: 1, review: 0, reject: 0, none: 0 },
  scores: [],
  outOfVocabulary: 0,
  lowSimilarity: 0,
};
const drift: Drift = {
  queries: 0,
  psi: null,
  outOfVocabulary: null,
  lowSimilarity: null,
  verdict: 'unknown',
  words: '',
  bins: [],
};

describe('place', () => {
  it.each([
    [{}, { version: '', days: 30 }],
    [
      { version: 'v1', days: '90' },
      { version: 'v1', days: 90 },
    ],
    [{ days: '31' }, { version: '', days: 30 }],
  ])('reads %o', (params, place) => {
    expect(readPlace(params)).toEqual(place);
  });

  it('leaves out what goes without saying', () => {
    expect(placeParams({ version: '', days: 30 })).toEqual({ version: '', days: '' });
    expect(placeParams({ version: 'v1', days: 7 })).toEqual({ version: 'v1', days: '7' });
  });
});

describe('periodOf', () => {
  it('counts today, in UTC', () => {
    const now = new Date('2026-11-20T23:30:00Z');
    expect(periodOf(7, now)).toEqual({ from: '2026-11-14', to: '2026-11-20' });
    expect(periodOf(1, now)).toEqual({ from: '2026-11-20', to: '2026-11-20' });
  });
});

describe('what is shown', () => {
  it.each([
    [true, [day], 'shown'],
    [false, [day], 'shown'],
    [true, [], 'empty'],
    [false, [], 'off'],
  ] as const)('recording %s', (recording, days, state) => {
    expect(monitorState({ recording, days: [...days] })).toBe(state);
  });

  it('adds days up', () => {
    expect(totals([day, day])).toEqual({ searches: 24, rows: 200 });
  });

  it('says shares beside what was expected, and leaves out what is not known', () => {
    expect(shareRows(drift)).toEqual([]);
    const rows = shareRows({
      ...drift,
      outOfVocabulary: { expected: 0.021, observed: 0.3 },
      lowSimilarity: { expected: 0.05, observed: 0 },
    });
    expect(rows.map(({ words }) => words)).toEqual([
      '30\u00a0% now, 2.1\u00a0% expected',
      '0\u00a0% now, 5.0\u00a0% expected',
    ]);
  });

  it.each([
    [null, 'not known'],
    [0.04, '0.04, hardly any shift'],
    [0.1, 'some shift'],
    [0.31, 'a large shift'],
  ])('says what an index of %s is', (psi, words) => {
    expect(psiWords(psi)).toContain(words);
  });
});
