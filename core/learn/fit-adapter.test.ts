import { afterAll, describe, expect, it } from 'vitest';
import { fitAdapter } from './fit-adapter.ts';
import type { FitState } from './fit-rounds.ts';
import { meanReciprocalRank } from './mean-reciprocal-rank.ts';
import { mineNegatives, negativesOf } from './mine-negatives.ts';
import { identity, type Matrix, matrix } from './multiply.ts';
import { onnxMultiplier } from './onnx-multiply.ts';
import { noisyEntries, randomMatrix } from './testing.ts';

const { multiply, close } = onnxMultiplier(1);
afterAll(close);

const rows = noisyEntries(40, 1);
/** The same entries, other noise. */
const unseen = noisyEntries(40, 1, 2);
const idle = async () => undefined;

/** MRR@10 of the queries' own vectors. */
const score = (map: Matrix) => {
  const { vectors, entryOf, rightOf } = unseen;
  const first = entryOf.length * vectors.columns;
  const queries = matrix(rightOf.length, vectors.columns, vectors.values.subarray(first));
  return meanReciprocalRank(unseen, { vectors: queries, right: rightOf }, map, multiply, idle);
};
const options = { seed: 3, multiply, score };

describe('fitAdapter', () => {
  it('learns which directions tell entries apart', async () => {
    const { scores, best } = await fitAdapter(rows, options);
    expect(scores[0]).toBeLessThan(0.4);
    expect(scores[best.round]).toBeGreaterThan((scores[0] ?? 1) + 0.1);
  });

  it('gives the same when it is cut off after a round and goes on', async () => {
    const kept: FitState[] = [];
    const keep = async (state: FitState) => {
      kept.push(structuredClone(state));
    };
    const whole = await fitAdapter(rows, { ...options, rounds: 2, keep });
    const resumed = await fitAdapter(rows, { ...options, rounds: 2, from: kept[0] ?? null });
    expect(resumed.values).toEqual(whole.values);
    expect(resumed.scores).toEqual(whole.scores);
    const again = await fitAdapter(rows, { ...options, rounds: 2 });
    expect(again.best).toEqual(whole.best);
  });

  it('stops when two rounds in a row were no better, and keeps the best', async () => {
    const scores = [0.5, 0.7, 0.6, 0.65, 0.9];
    let at = 0;
    const state = await fitAdapter(rows, { ...options, score: async () => scores[at++] ?? 0 });
    expect(state.scores).toEqual([0.5, 0.7, 0.6, 0.65]);
    expect(state.best.round).toBe(1);
    expect(state.best.values).not.toEqual(identity(16));
  });

  it('changes nothing where there is nothing to learn from', async () => {
    const alone = { ...noisyEntries(1, 1), asked: new Uint32Array(0), rightOf: [], hardOf: [] };
    const { best } = await fitAdapter(alone, { ...options, score: null, rounds: 3 });
    expect(best.round).toBe(0);
    expect(best.values).toEqual(identity(16));
  });
});

describe('meanReciprocalRank', () => {
  it('gives nothing to a map that makes all alike', async () => {
    const nothing = matrix(16, 16);
    expect(await score(nothing)).toBe(0);
  });

  it('counts the rank of the first right entry by its best term', async () => {
    const vectors = matrix(3, 2, Float32Array.of(1, 0, 0, 1, 0.6, 0.8));
    const entryOf = Uint32Array.of(0, 1, 2);
    const queries = { vectors: matrix(1, 2, Float32Array.of(1, 0)), right: [[2]] };
    const own = { vectors, entryOf };
    const rank = (right: number[]) =>
      meanReciprocalRank(own, { ...queries, right: [right] }, identity(2), multiply, idle);
    expect([await rank([0]), await rank([2]), await rank([1]), await rank([1, 2])]).toEqual([
      1,
      1 / 2,
      1 / 3,
      1 / 2,
    ]);
    expect(await rank([])).toBe(0);
  });
});

describe('hard negatives', () => {
  const entryOf = Uint32Array.of(0, 0, 1, 2, 3);

  it('are the closest term of what was rejected, then near misses that keep the margin', () => {
    const cosines = Float32Array.of(0.5, 0.8, 0.79, 0.7, 0.2);
    expect(negativesOf({ right: [0], rejected: [3] }, cosines, entryOf)).toEqual([4, 3]);
    expect(negativesOf({ right: [0], rejected: [1] }, cosines, entryOf)).toEqual([2, 3, 4]);
  });

  it('are at most ten, never of a right entry', async () => {
    const many = noisyEntries(40, 4);
    const requests = many.rightOf.map((right, query) => ({
      ...{ row: many.entryOf.length + query, right, rejected: [] },
    }));
    const mined = await mineNegatives(requests, many.vectors, many.entryOf, multiply, idle);
    expect(mined).toHaveLength(40);
    mined.forEach((negatives, query) => {
      expect(negatives.length).toBeLessThanOrEqual(10);
      expect(negatives.map((row) => many.entryOf[row])).not.toContain(query);
    });
    const alone = randomMatrix(2, 16, 1);
    const none = [{ row: 1, right: [0], rejected: [] }];
    expect(await mineNegatives(none, alone, Uint32Array.of(0), multiply, idle)).toEqual([[]]);
  });
});
