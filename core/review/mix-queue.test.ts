import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReviewReason } from '#core/contract/review.ts';
import { type Candidates, mixQueue, quotasOf } from './mix-queue.ts';
import { type Candidate, pairName } from './review-query.ts';
import { aCandidate } from './testing.ts';

const NONE: Candidates = {
  ...{ uncertain: [], disagreement: [], audit: [] },
  ...{ 'second-opinion': [], 'label-suspect': [] },
};
const many = (reason: Candidate['reason'], count = 100) =>
  Array.from({ length: count }, (_, n) => aCandidate(`${reason} ${n}`, 'k', reason));
const all: Candidates = {
  uncertain: many('uncertain'),
  disagreement: many('disagreement'),
  audit: many('audit'),
  'second-opinion': many('second-opinion'),
  'label-suspect': many('label-suspect'),
};
const shares = { size: 50, auditShare: 0.3, secondShare: 0.1 };
const counted = (queue: readonly Candidate[]) =>
  Object.fromEntries(
    ReviewReason.options.map((reason) => [
      reason,
      queue.filter((one) => one.reason === reason).length,
    ]),
  );

describe('quotas', () => {
  it.each([
    [shares, { audit: 15, second: 5, suspects: 3, disputed: 11, uncertain: 16 }],
    [
      { ...shares, auditShare: 1 },
      { audit: 50, second: 0, suspects: 0, disputed: 0, uncertain: 0 },
    ],
    [
      { ...shares, secondShare: 1 },
      { audit: 15, second: 35, suspects: 0, disputed: 0, uncertain: 0 },
    ],
    [
      { ...shares, size: 1 },
      { audit: 0, second: 0, suspects: 0, disputed: 0, uncertain: 1 },
    ],
  ])('of %j', (wanted, { audit, second, suspects, disputed, uncertain }) => {
    expect(quotasOf(wanted)).toEqual({
      ...{ audit, uncertain, disagreement: disputed },
      ...{ 'second-opinion': second, 'label-suspect': suspects },
    });
  });
});

describe('a queue', () => {
  it('has the wanted shares', () => {
    expect(counted(mixQueue(all, shares, 7))).toEqual(quotasOf(shares));
  });

  it('is filled by others where a reason has too few', () => {
    const queue = mixQueue({ ...all, audit: many('audit', 4), disagreement: [] }, shares, 7);
    expect(counted(queue)).toMatchObject({ audit: 4, uncertain: 38, 'second-opinion': 5 });
    expect(mixQueue({ ...NONE, audit: many('audit') }, shares, 7)).toHaveLength(50);
  });

  it('is never filled by what was not wanted', () => {
    const wanted = { ...shares, auditShare: 1 };
    expect(counted(mixQueue({ ...all, audit: many('audit', 4) }, wanted, 7))).toEqual({
      ...counted([]),
      audit: 4,
    });
    expect(counted(mixQueue(all, { ...shares, auditShare: 0 }, 7)).audit).toBe(0);
  });

  it('mixes the audit among the others', () => {
    const places = mixQueue(all, shares, 7).flatMap(({ reason }, n) =>
      reason === 'audit' ? [n] : [],
    );
    expect(Math.min(...places)).toBeLessThan(12);
    expect(Math.max(...places)).toBeGreaterThan(38);
  });

  const candidate = fc
    .tuple(fc.nat(6), fc.nat(6), fc.constantFrom(...ReviewReason.options))
    .map(([query, key, reason]) => aCandidate(`q${query}`, `k${key}`, reason));
  const wanted = fc.record({
    size: fc.integer({ min: 1, max: 30 }),
    auditShare: fc.double({ min: 0, max: 1, noNaN: true }),
    secondShare: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it('has no pair twice, at most two of a query, and never too many', () => {
    fc.assert(
      fc.property(
        fc.array(candidate, { maxLength: 80 }),
        wanted,
        fc.nat(),
        (given, sizes, seed) => {
          const of = (reason: Candidate['reason']) => given.filter((one) => one.reason === reason);
          const candidates: Candidates = {
            ...{ uncertain: of('uncertain'), disagreement: of('disagreement'), audit: of('audit') },
            ...{ 'second-opinion': of('second-opinion'), 'label-suspect': of('label-suspect') },
          };
          const queue = mixQueue(candidates, sizes, seed);
          const names = queue.map(({ query, pair }) => pairName(query.normalised, pair.key));
          expect(new Set(names).size).toBe(names.length);
          expect(queue.length).toBeLessThanOrEqual(sizes.size);
          for (const { query } of queue) {
            expect(queue.filter((one) => one.query.group === query.group).length).toBeLessThan(3);
          }
          expect(mixQueue(candidates, sizes, seed)).toEqual(queue);
        },
      ),
    );
  });
});
