import { describe, expect, it } from 'vitest';
import {
  clampPlace,
  openSuspects,
  opinionOn,
  partLabels,
  readPart,
  settlingOf,
} from './review-parts.ts';
import { entryNamed, overviewWith } from './testing.ts';

const suspect = {
  judgment: 'j1',
  query: 'rn',
  entry: entryNamed('Nurse'),
  verdict: 'yes' as const,
  probability: 0.01,
  source: 'import',
};
const conflict = { query: 'rn', entry: entryNamed('Nurse'), opinions: [] };

describe('the parts of the screen', () => {
  it('are read from the address', () => {
    expect(readPart('suspects')).toBe('suspects');
    expect(readPart(undefined)).toBe('queue');
    expect(readPart('nonsense')).toBe('queue');
  });

  it('say how much waits in them', () => {
    const overview = overviewWith({ suspects: [suspect], conflicts: [conflict, conflict] });
    expect(Object.values(partLabels(overview))).toEqual([
      'Queue',
      'Disagreements 2',
      'Label suspects 1',
    ]);
    expect(Object.values(partLabels(undefined))).toEqual([
      'Queue',
      'Disagreements',
      'Label suspects',
    ]);
  });
});

describe('openSuspects', () => {
  it('leaves out what was kept or changed in this session, and nothing else', () => {
    const other = { ...suspect, judgment: 'j2', query: 'nrs' };
    const kept = opinionOn(suspect, 'keep', { lastToken: 0 });
    expect(openSuspects([suspect, other], [kept])).toEqual([other]);
    expect(openSuspects([suspect], [{ ...kept, reason: 'audit' }])).toEqual([suspect]);
  });
});

describe('clampPlace', () => {
  it.each([
    [0, 3, 0],
    [3, 3, 2],
    [-1, 3, 0],
    [2, 0, 0],
  ])('%s of %s is %s', (place, length, expected) => {
    expect(clampPlace(place, length)).toBe(expected);
  });
});

describe('decisions on lists', () => {
  it('keep a label or turn it round', () => {
    const keep = opinionOn(suspect, 'keep', { lastToken: 4 });
    expect(keep).toMatchObject({ token: 5, verdict: 'yes', reason: 'label-suspect', asked: null });
    expect(opinionOn(suspect, 'change', { lastToken: 4 }).verdict).toBe('no');
  });

  it('settle what reviewers disagree on', () => {
    expect(settlingOf(conflict, 'no', { lastToken: 0 })).toMatchObject({
      token: 1,
      key: 'nurse',
      verdict: 'no',
      reason: 'settled',
    });
  });
});
