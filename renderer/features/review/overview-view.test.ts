import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Agreement } from '#core/contract/index.ts';
import {
  agreementCard,
  auditCard,
  kappaStrength,
  shownAgreement,
  stoppingCard,
  strengthWords,
  withoutPair,
} from './overview-view.ts';
import { entryNamed, overviewWith } from './testing.ts';

const agreement = (change: Partial<Agreement> = {}): Agreement => ({
  reviewers: ['Ann', 'Ben'],
  pairs: 84,
  observed: 0.96,
  kappa: { value: 0.91, lower: 0.82, upper: 1 },
  ...change,
});

describe('kappaStrength', () => {
  it.each([
    [-0.1, 'poor'],
    [0, 'slight'],
    [0.2, 'slight'],
    [0.21, 'fair'],
    [0.41, 'moderate'],
    [0.61, 'substantial'],
    [0.8, 'substantial'],
    [0.81, 'almost perfect'],
    [1, 'almost perfect'],
  ])('%s is %s', (kappa, name) => {
    expect(kappaStrength(kappa)).toBe(name);
  });

  it('never falls when kappa rises', () => {
    const order = ['poor', 'slight', 'fair', 'moderate', 'substantial', 'almost perfect'];
    const kappa = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(kappa, kappa, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(order.indexOf(kappaStrength(low))).toBeLessThanOrEqual(
          order.indexOf(kappaStrength(high)),
        );
      }),
    );
  });

  it('is said with how far it may be otherwise', () => {
    expect(strengthWords({ value: 0.91, lower: 0.82, upper: 1 })).toBe('almost perfect');
    expect(strengthWords({ value: 0.7, lower: 0.3, upper: 0.95 })).toBe(
      'substantial; it may be fair to almost perfect',
    );
  });
});

describe('agreementCard', () => {
  it('shows the reviewer’s own agreement with most pairs', () => {
    const others = agreement({ reviewers: ['Ben', 'Cy'], pairs: 300 });
    const few = agreement({ reviewers: ['Ann', 'Cy'], pairs: 3 });
    expect(shownAgreement([few, others, agreement()], 'Ann')?.reviewers).toEqual(['Ann', 'Ben']);
    expect(shownAgreement([few, others], 'Dee')?.reviewers).toEqual(['Ben', 'Cy']);
    expect(agreementCard([others], 'Cy').title).toBe('Agreement with Ben');
    expect(agreementCard([others], 'Dee').title).toBe('Agreement of Ben and Cy');
  });

  it('gives kappa with its interval, its strength and the number of pairs', () => {
    const { head, lines } = agreementCard([agreement()], 'Ann');
    expect(head).toBe('kappa 0.910 ± 0.090');
    expect(lines).toEqual(['almost perfect', 'the same on 96\u00a0% of 84 pairs']);
  });

  it('says what is missing where there is no kappa', () => {
    expect(agreementCard([], 'Ann').head).toBe('No second reviewer yet');
    expect(agreementCard([agreement({ pairs: 0, kappa: null })], 'Ann').head).toBe(
      'No second reviewer yet',
    );
    expect(agreementCard([agreement({ observed: 1, kappa: null })], 'Ann').head).toBe(
      'No kappa yet',
    );
  });
});

describe('auditCard', () => {
  const audit = overviewWith().audit;

  it.each([
    ['holds', 'good'],
    ['broken', 'bad'],
    ['too few to say', 'plain'],
  ] as const)('%s is %s news', (holds, tone) => {
    expect(auditCard({ ...audit, holds }).tone).toBe(tone);
  });

  it('gives the precision with its interval and the target', () => {
    const acceptPrecision = { value: 0.97, lower: 0.85, upper: 0.999 };
    expect(auditCard({ ...audit, judged: 100, accepted: 34, acceptPrecision }).lines).toEqual([
      'precision 0.970 (0.850 to 0.999), target 0.95',
      '34 of 100 judged are in the accept band',
    ]);
    expect(auditCard(audit).lines[0]).toBe('nothing to measure precision on yet, target 0.95');
  });
});

describe('stoppingCard', () => {
  const { stopping } = overviewWith();
  const card = (words: string, stop = false) => stoppingCard({ ...stopping, words, stop });

  it('has the opening of the hint as its head', () => {
    const { head, lines } = card('Go on: 96 % of 34 are right, which is: too few to say.');
    expect(head).toBe('Go on');
    expect(lines).toEqual(['96 % of 34 are right, which is: too few to say.']);
    expect(card('Enough for now: the target holds.').lines).toEqual(['The target holds.']);
  });

  it('has one of its own where the hint opens with a sentence', () => {
    const words = 'All is well, and it has been so for a while: nothing to do.';
    expect(card(words)).toMatchObject({ head: 'Go on', lines: [words] });
    expect(card(words, true).head).toBe('Enough for now');
  });
});

describe('withoutPair', () => {
  it('takes exactly one pair out of both lists', () => {
    const suspect = (query: string) => ({
      judgment: query,
      query,
      entry: entryNamed('Nurse'),
      verdict: 'yes' as const,
      probability: 0.01,
      source: 'import',
    });
    const conflict = (query: string) => ({ query, entry: entryNamed('Nurse'), opinions: [] });
    const overview = overviewWith({
      suspects: [suspect('rn'), suspect('nrs')],
      conflicts: [conflict('rn'), conflict('nrs')],
    });
    const left = withoutPair(overview, { query: 'rn', key: 'nurse' });
    expect(left.suspects.map(({ query }) => query)).toEqual(['nrs']);
    expect(left.conflicts.map(({ query }) => query)).toEqual(['nrs']);
    expect(withoutPair(overview, { query: 'rn', key: 'other' })).toEqual(overview);
  });
});
