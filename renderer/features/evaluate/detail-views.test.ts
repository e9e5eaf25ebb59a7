import { describe, expect, it } from 'vitest';
import type { MeasureComparison, OperatingPoint } from '#core/contract/index.ts';
import { comparisonSentence, measureRows, missRows } from './compare-view.ts';
import { curveWords, operatingRows, outcomeRows, outcomeWords } from './decisions-view.ts';
import { entryWords, rankWords, verdictTone } from './measure-words.ts';
import { facetsOf, shownFacet, sliceVerdict } from './slices-view.ts';
import { interval, slice } from './testing.ts';
import { outcomeOf } from './what-if.ts';
import { whatIfCuts } from './what-if-cuts.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('what thresholds would do', () => {
  const curve = {
    pairs: 10,
    positives: 5,
    averagePrecision: 0.9,
    cuts: [
      { threshold: 0.8, accepted: 4, correct: 3 },
      { threshold: 0.3, accepted: 6, correct: 4 },
    ],
  };

  it('is said by band and in words', () => {
    const outcome = outcomeOf(curve, { accept: 0.8, reject: 0.3 });
    expect(
      outcomeRows(outcome).map(({ band, pairs, share, matches }) =>
        plain(`${band} ${pairs} ${share} ${matches}`),
      ),
    ).toEqual(['accept 4 40 % 3', 'review 2 20 % 1', 'reject 4 40 % 1']);
    expect(plain(outcomeWords(outcome))).toMatch(
      /^Accepts 4 of 10 pairs, 0\.750 \(0\.301 to 0\.954\) of them right\. Finds 0\.600 .* of the 5 matches and rejects 1, 0\.200 /,
    );
    expect(plain(curveWords(curve))).toBe('10 judged pairs of test, 5 matches');
  });

  it('claims nothing of nothing', () => {
    const nothing = outcomeOf(
      { ...curve, pairs: 0, positives: 0, cuts: [] },
      { accept: 0.8, reject: 0.3 },
    );
    expect(outcomeWords(nothing)).toBe('Accepts 0 of 0 pairs. No match is on test.');
    expect(outcomeRows(nothing)[0]).toMatchObject({ share: '–', right: null });
  });

  it('has a line for each threshold that is set', () => {
    expect(whatIfCuts({ accept: 0.8, reject: null }).map(({ label }) => label)).toEqual([
      'accept ≥ 0.800',
    ]);
    expect(whatIfCuts({ accept: null, reject: 0.1234 })[0]).toMatchObject({ tone: 'reject' });
  });
});

describe('operatingRows', () => {
  it('has a dash where there is nothing to divide by', () => {
    const point: OperatingPoint = {
      rule: 'best-f1',
      title: 'Best F1',
      threshold: null,
      accepted: 0,
      precision: null,
      recall: interval(0),
      f1: null,
      cost: 0.5,
    };
    expect(operatingRows([point])[0]).toMatchObject({
      threshold: 'none',
      f1: '–',
      cost: '0.500',
      precision: null,
    });
  });
});

describe('slices', () => {
  const change = (verdict: 'better' | 'within noise') => ({
    difference: interval(0.05),
    pValue: 0.01,
    verdict,
  });
  const slices = [
    slice('Script', 'Latin', change('better')),
    slice('Terms seen', 'all', change('within noise')),
    slice('Script', 'Cyrillic', change('within noise')),
  ];

  it('are grouped by facet, and a facet that is gone gives way to the first', () => {
    const facets = facetsOf(slices);
    expect([...facets].map(([facet, { length }]) => [facet, length])).toEqual([
      ['Script', 2],
      ['Terms seen', 1],
    ]);
    expect(shownFacet(facets, 'Terms seen')).toBe('Terms seen');
    expect(shownFacet(facets, 'Language')).toBe('Script');
    expect(shownFacet(new Map(), 'Script')).toBe('');
  });

  it('say how many differ beyond noise', () => {
    expect(sliceVerdict(slices, 'v1')).toBe('1 of 3 slices differs from v1 beyond noise.');
    expect(sliceVerdict(slices.slice(1), 'v1')).toBe('No slice differs from v1 beyond noise.');
    expect(sliceVerdict([slice('Script', 'Latin')], 'v1')).toBeNull();
    expect(sliceVerdict(slices, null)).toBeNull();
  });
});

describe('two versions', () => {
  const comparison: MeasureComparison = {
    measure: 'ndcg@10',
    from: 'v1',
    to: 'v2',
    difference: interval(0.031, 0.017),
    pValue: 0.0002,
    adjustedP: 0.0421,
    verdict: 'better',
    wins: 10,
    losses: 3,
    ties: 5,
  };

  it('are compared by each measure', () => {
    expect(measureRows([comparison, { ...comparison, measure: 'top1' }])).toEqual([
      {
        measure: 'NDCG@10',
        difference: '+0.031',
        interval: '+0.014 to +0.048',
        p: '< 0.001',
        adjustedP: '0.042',
        verdict: 'better',
      },
      expect.objectContaining({ measure: 'Top-1' }),
    ]);
  });

  it('are compared in a sentence', () => {
    expect(comparisonSentence([comparison], 'v2', 'v1')).toBe(
      'v2 is better than v1: NDCG@10 differs by +0.031 (+0.014 to +0.048).',
    );
    const noise = { ...comparison, verdict: 'within noise' as const };
    expect(comparisonSentence([noise], 'v2', 'v1')).toContain('chance alone');
    expect(comparisonSentence([], 'v2', 'v1')).toContain('not scored on the same test set');
  });

  it('miss in two ways', () => {
    const rows = missRows(
      { candidateMisses: 3, scoringMisses: 24 },
      { candidateMisses: 1, scoringMisses: 23 },
    );
    expect(rows.map(({ before, now }) => [before, now])).toEqual([
      ['3', '1'],
      ['24', '23'],
    ]);
  });
});

it('words for what is not known', () => {
  expect([rankWords(null), rankWords(7)]).toEqual(['>100', '7']);
  expect([entryWords(null), entryWords({ key: 'k', name: null })]).toEqual(['–', 'k']);
  expect([verdictTone('worse'), verdictTone('within noise')]).toEqual(['bad', 'plain']);
});
