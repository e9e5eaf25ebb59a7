import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HitSummary } from '#core/contract/index.ts';
import {
  fusedPlaces,
  layWaterfall,
  ordinal,
  otherVersion,
  piecesByGroup,
  rivalWords,
  shortValue,
  unscoredWords,
  whyHeading,
} from './explain-view.ts';
import { aHit } from './testing.ts';

const web: HitSummary = { key: 'w', name: 'Web Developers', probability: 0.61, band: 'review' };

describe('layWaterfall', () => {
  it('lays each piece where the one before ended and adds up to the log-odds', () => {
    const { steps, zero, total } = layWaterfall([
      { name: 'Meaning', value: 0.8, logOdds: 3 },
      { name: 'Prior', value: 1, logOdds: -4 },
      { name: 'Letters', value: 0.7, logOdds: 2 },
    ]);
    expect(total).toBe(1);
    expect(zero).toBe(0.25);
    expect(steps.map(({ start, end }) => [start, end])).toEqual([
      [0.25, 1],
      [1, 0],
      [0, 0.5],
    ]);
  });

  it('has a scale even when nothing contributes', () => {
    expect(layWaterfall([{ name: 'Prior', value: 1, logOdds: 0 }]).steps[0]?.end).toBe(0);
  });

  it('never leaves its scale and has no gaps', () => {
    const piece = fc.record({
      name: fc.string(),
      value: fc.constant(1),
      logOdds: fc.double({ min: -50, max: 50, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), (pieces) => {
        const { steps, zero } = layWaterfall(pieces);
        let before = zero;
        for (const { start, end } of steps) {
          expect(start).toBe(before);
          expect(end).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(1);
          before = end;
        }
      }),
    );
  });
});

it('groups single pieces, the strongest first, and names them', () => {
  const groups = piecesByGroup([
    { name: 'semantic', value: 0.8, logOdds: 1, group: 'Meaning' },
    { name: 'semanticEntry', value: 0.6, logOdds: -2, group: 'Meaning' },
    { name: 'somethingNew', value: 3, logOdds: 0.1, group: 'Other' },
  ]);
  expect(groups.get('Meaning')?.map(({ label }) => label)).toEqual(['Whole entry', 'Best term']);
  expect(groups.get('Other')?.[0]?.label).toBe('somethingNew');
});

describe('rivalWords', () => {
  it.each([
    [1.93, 1, 'Next best is', 'at 0.61, 1.9 log-odds behind'],
    [-0.4, 2, 'Best is', 'at 0.61, 0.4 log-odds ahead'],
    // Filters or another order may put a hit first that the match model does not.
    [-0.4, 1, 'Best is', 'at 0.61, 0.4 log-odds ahead'],
  ])('with a margin of %f at place %i', (margin, rank, label, at) => {
    expect(rivalWords(web, margin, rank)).toEqual({ label, name: 'Web Developers', at });
  });

  it('has no distance without a match model, and nobody for a single entry', () => {
    const unscored = { ...web, probability: null, band: null };
    expect(rivalWords(unscored, null, 1)).toEqual({
      label: 'Next best is',
      name: 'Web Developers',
      at: '',
    });
    expect(rivalWords(unscored, null, 3)?.label).toBe('Best is');
    expect(rivalWords(null, null, 1)).toBeNull();
  });
});

describe('otherVersion', () => {
  const other = { version: 'v1', first: web, rank: 3, agrees: false, failure: null };
  it.each([
    [{}, 'differs', 'puts Web Developers first and this one 3rd'],
    [{ rank: null }, 'differs', 'puts Web Developers first and does not find this one'],
    [{ first: { ...web, key: 'me' }, rank: 1 }, 'differs', 'puts this one first'],
    [{ first: null, rank: null }, 'differs', 'finds nothing'],
    [{ agrees: true, rank: 2 }, 'agrees', 'agrees'],
    [{ agrees: true, rank: 4 }, 'agrees', 'agrees, with this one 4th'],
    [{ agrees: true, rank: null }, 'agrees', 'agrees, with this one not found'],
    [{ failure: 'its index is damaged' }, 'failed', 'its index is damaged'],
  ])('%o', (change, mark, words) => {
    expect(otherVersion({ ...other, ...change }, { key: 'me', rank: 2 })).toEqual({
      version: 'v1',
      mark,
      words,
    });
  });
});

describe('numbers in words', () => {
  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [12, '12th'],
    [21, '21st'],
    [112, '112th'],
  ])('%i is %s', (rank, words) => {
    expect(ordinal(rank)).toBe(words);
  });

  it.each([
    [0, '0'],
    [0.8149, '0.81'],
    [-0.034, '−0.03'],
    [14.26, '14.3'],
  ])('%f is %s', (value, words) => {
    expect(shortValue(value)).toBe(words);
  });
});

describe('without a match model', () => {
  it('the heading has the place, not a probability', () => {
    expect(whyHeading(aHit('a'), 2)).toBe('Why 2nd');
    expect(whyHeading(aHit('a', { probability: 0.931 }), 2)).toBe('Why 0.93');
  });

  it.each([
    [undefined, 'This version has no match model'],
    ['canonical', 'This version has no match model'],
    ['people', 'In people'],
  ])('in %s the reason is told', (collection, words) => {
    expect(unscoredWords(collection)).toContain(words);
  });

  it('the places in both lists are told', () => {
    const rank = (name: string, value: number) => ({ name, value, logOdds: 0, group: '' });
    expect(fusedPlaces([rank('semanticRank', 1 / 3), rank('lettersRank', 0)])).toEqual([
      { leg: 'Meaning', place: '3rd' },
      { leg: 'Letters', place: 'not among its best' },
    ]);
    expect(fusedPlaces([])).toEqual([]);
  });
});
