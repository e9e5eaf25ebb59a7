import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVIDENCE } from '#core/match/evidence.ts';
import type { MatchModel } from '#core/match/match-model.ts';
import { JOB_TITLES, LEARNT, smallDictionary } from '#core/match/testing.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { pairCollector } from './collect-pairs.ts';
import {
  answerHeldOut,
  collectPairs,
  divideTrainQueries,
  enoughToLearn,
  type Indexed,
} from './learn.ts';
import { judgedQuery } from './testing.ts';

const queriesIn = (groups: readonly number[]) =>
  groups.map((group, i) => ({ ...judgedQuery(`query ${i}`, ['a']), group: `group ${group}` }));

describe('divideTrainQueries', () => {
  it('keeps near-identical queries together and what is held out apart', () => {
    const groups = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 });
    fc.assert(
      fc.property(groups, fc.integer(), (list, seed) => {
        const train = queriesIn(list);
        const { fit: fitted, heldOut, foldOf } = divideTrainQueries(train, seededRandom(seed));
        expect([...fitted, ...heldOut].map(({ query }) => query).sort()).toEqual(
          train.map(({ query }) => query).sort(),
        );
        const held = new Set(heldOut.map(({ group }) => group));
        expect(fitted.some(({ group }) => held.has(group))).toBe(false);
        const folds = new Map<string, number | undefined>();
        for (const { group, normalised } of train) {
          const fold = foldOf.get(normalised);
          expect(fold).toBeDefined();
          expect(folds.get(group) ?? fold).toBe(fold);
          folds.set(group, fold);
        }
      }),
    );
  });

  it('is the same for the same seed, and holds out about a fifth', () => {
    const train = queriesIn(Array.from({ length: 1000 }, (_, i) => i));
    const divided = divideTrainQueries(train, seededRandom(7));
    expect(divideTrainQueries(train, seededRandom(7))).toEqual(divided);
    expect(divided.heldOut.length).toBeGreaterThan(150);
    expect(divided.heldOut.length).toBeLessThan(250);
  });

  it('is bounded', () => {
    const train = queriesIn(Array.from({ length: 5000 }, (_, i) => i));
    const { fit: fitted, heldOut, foldOf } = divideTrainQueries(train, seededRandom(7));
    expect([fitted.length, heldOut.length, foldOf.size]).toEqual([2400, 400, 5000]);
  });
});

it.each([
  [10, 10, true],
  [9, 30, false],
  [20, 0, true],
  [10, 9, false],
  [0, 0, false],
])('enoughToLearn from %d yes and %d no: %s', (yes, no, expected) => {
  const keys = (count: number) => Array.from({ length: count }, (_, i) => `k${i}`);
  expect(enoughToLearn([judgedQuery('a', keys(yes)), judgedQuery('b', [], keys(no))])).toBe(
    expected,
  );
});

describe('with learnt terms', () => {
  let variant: Indexed;
  beforeAll(async () => {
    variant = await smallDictionary(JOB_TITLES, LEARNT);
  });
  afterAll(() => variant.index.scan.close());

  const queries = LEARNT.map(({ key, from }) => judgedQuery(from, [key]));
  const equal = EVIDENCE.indexOf('equal');
  const letters: MatchModel = {
    evidence: EVIDENCE,
    mean: EVIDENCE.map(() => 0),
    scale: EVIDENCE.map(() => 1),
    weights: EVIDENCE.map((name) => (name === 'letters' ? 1 : 0)),
    intercept: 0,
    trainedOn: { pairs: 1, positives: 1, queries: 1, nearMisses: 0 },
  };
  const options = (folds: readonly number[], seen: number[] = []) => ({
    candidates: 100,
    rrfK: 60,
    foldOf: new Map(queries.map(({ normalised }, i) => [normalised, folds[i] ?? 0])),
    progress: async (done: number) => {
      seen.push(done);
    },
  });

  it('no training query finds the term that it taught', async () => {
    const collector = pairCollector();
    const seen: number[] = [];
    await collectPairs(variant, queries, collector, options([0, 1, 2, 3, 4], seen));
    const { values, labels } = collector.pairs();
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(labels.filter((label) => label === 1)).toHaveLength(queries.length);
    labels.forEach((_, i) => {
      expect(values[i * EVIDENCE.length + equal]).toBe(0);
    });
  });

  it('a query of no fold finds all terms', async () => {
    const all = { ...options([]), foldOf: new Map<string, number>() };
    expect((await answerHeldOut(variant, letters, queries, all)).ranks).toEqual([1, 1, 1, 1, 1]);
    const hidden = await answerHeldOut(variant, letters, queries, options([0, 1, 2, 3, 4]));
    expect(hidden.ranks[0]).toBeLessThan(1);
  });

  it('ranks confirmed queries only, 0 where the right entry is not found, and scores all judged pairs', async () => {
    const asked = [
      judgedQuery('head chef', ['chef']),
      judgedQuery('head chef', [], ['chef']),
      judgedQuery('看護師', ['rn']),
    ];
    const { ranks, scores, labels } = await answerHeldOut(variant, letters, asked, options([]));
    expect(ranks).toEqual([1, 0]);
    expect(labels).toEqual([1, 0, 1]);
    expect(scores[0]).toBe(scores[1]);
    expect(scores[0]).toBeGreaterThan(scores[2] ?? Number.POSITIVE_INFINITY);
  });
});
