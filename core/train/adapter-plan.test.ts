import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { planAdapter, taughtAdapter } from './adapter-plan.ts';
import { divideTrainQueries } from './learn.ts';
import { nestedPart } from './learning-curve.ts';
import { judgedQuery } from './testing.ts';

const queries = (count: number, groups = count) =>
  Array.from({ length: count }, (_, i) => ({
    ...judgedQuery(`query ${i}`, i % 5 === 0 ? [] : ['a'], ['b']),
    group: `group ${i % groups}`,
  }));

describe('who teaches an adapter', () => {
  it('is never who teaches the match model, and nobody decides about what taught it', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const train = queries(600, 200);
        const split = divideTrainQueries(train, seededRandom(seed));
        const plan = planAdapter(train, split.foldOf, seededRandom(seed));
        if (plan === null) throw new Error('600 queries are enough.');
        const teachers = new Set(plan.learnFrom.map(({ group }) => group));
        expect(plan.aside.some(({ group }) => teachers.has(group))).toBe(false);
        expect(plan.aside.every(({ yes }) => yes.length > 0)).toBe(true);
        const honest = [...split.fit, ...split.heldOut].filter(
          (query) => !taughtAdapter(query, split.foldOf),
        );
        expect(honest.some(({ group }) => teachers.has(group))).toBe(false);
        expect(honest.length).toBeGreaterThan(200);
      }),
      { numRuns: 20 },
    );
  });

  it('is nobody where too few queries would say when to stop', () => {
    const train = queries(100);
    const { foldOf } = divideTrainQueries(train, seededRandom(1));
    expect(planAdapter(train, foldOf, seededRandom(1))).toBeNull();
  });
});

it('parts of a learning curve hold one another, and keep near-identical queries together', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 40 }), (seed, groups) => {
      const train = queries(60, groups);
      const parts = [0, 0.25, 0.5, 1].map((share) => nestedPart(train, share, seed));
      expect(parts[0]).toEqual([]);
      expect(parts[3]).toEqual(train);
      parts.slice(1).forEach((part, i) => {
        expect(part).toEqual(expect.arrayContaining(parts[i] ?? []));
        const inside = new Set(part.map(({ group }) => group));
        expect(train.filter(({ group }) => inside.has(group))).toEqual(part);
      });
    }),
    { numRuns: 30 },
  );
});
