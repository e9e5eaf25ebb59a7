import { afterAll, describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { batchOf } from './contrastive-step.ts';
import type { FitState } from './fit-rounds.ts';
import { fitTokens, type TokensToFit, tokenStep } from './fit-tokens.ts';
import { answerBook, drawExamples } from './learning-rows.ts';
import { reciprocalRankOf } from './mean-reciprocal-rank.ts';
import { type Matrix, matrix } from './multiply.ts';
import { onnxMultiplier } from './onnx-multiply.ts';
import { plainMultiply, randomMatrix } from './testing.ts';
import { embedBags, type TokenBags } from './token-bags.ts';
import { unitRows } from './unit-rows.ts';

const { multiply, close } = onnxMultiplier(1);
afterAll(close);

const ENTRIES = 30;
const WIDTH = 8;

/** Each text is the token of its entry and two others that say nothing; every entry has three terms and a query. */
function noisyTexts(besides: number, noise: number): TokensToFit {
  const random = seededRandom(noise);
  const owners = Array.from({ length: ENTRIES * 3 }, (_, row) => Math.floor(row / 3));
  const all = [...owners, ...Array.from({ length: ENTRIES }, (_, entry) => entry)];
  const chance = () => ENTRIES + Math.floor(random() * 20);
  const bags = bagsOf(
    all.map((entry) => [entry, chance(), chance()]),
    besides,
  );
  const table = randomMatrix(ENTRIES + 20, WIDTH, 5);
  const rows = {
    vectors: matrix(all.length, WIDTH + besides),
    entryOf: Uint32Array.from(owners),
    textOf: Uint32Array.from(all, (_, row) => row),
    rightOf: all.slice(owners.length).map((entry) => [entry]),
    hardOf: all.slice(owners.length).map((entry) => [(3 * entry + 5) % owners.length]),
    gradedOf: [],
    asked: Uint32Array.from(owners, (_, row) => row),
  };
  return { rows, bags, table };
}

function bagsOf(texts: readonly (readonly number[])[], besides: number): TokenBags {
  const starts = Uint32Array.from({ length: texts.length + 1 }, (_, row) =>
    texts.slice(0, row).reduce((sum, tokens) => sum + tokens.length, 0),
  );
  const beside = unitRows(randomMatrix(texts.length, besides, 9)).unit;
  return { starts, tokens: Uint32Array.from(texts.flat()), beside };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

/** MRR@10 of the same entries' queries among other chance tokens. */
const unseen = noisyTexts(0, 2);
const score = (table: Matrix) => {
  const { entryOf, rightOf } = unseen.rows;
  const vectors = (from: number, to: number) =>
    embedBags(unseen.bags, table, range(from, to)).joined.unit;
  const terms = { entryOf, unitRows: async (from: number, to: number) => vectors(from, to) };
  const last = entryOf.length + rightOf.length;
  const queries = { vectors: vectors(entryOf.length, last), right: rightOf };
  return reciprocalRankOf(terms, queries, multiply, async () => undefined);
};

describe('the gradient by tokens', () => {
  it.each([0, 4])('is what differences give, with %d columns beside', async (besides) => {
    const { rows, bags, table } = noisyTexts(besides, 1);
    const examples = drawExamples(rows, answerBook(rows), seededRandom(1)).slice(0, 8);
    const batch = batchOf(examples, rows, answerBook(rows));
    const gradient = matrix(table.rows, table.columns);
    const { touched } = await tokenStep(batch, bags, table, gradient, plainMultiply);
    const lossAt = async (i: number, by: number) => {
      const moved = matrix(table.rows, table.columns, table.values.slice());
      moved.values[i] = (moved.values[i] as number) + by;
      const nowhere = matrix(table.rows, table.columns);
      return (await tokenStep(batch, bags, moved, nowhere, plainMultiply)).loss;
    };
    const [first = 0, second = 0] = touched;
    for (const i of [first * WIDTH, first * WIDTH + 7, second * WIDTH + 3]) {
      const slope = ((await lossAt(i, 1e-3)) - (await lossAt(i, -1e-3))) / 2e-3;
      expect(gradient.values[i]).toBeCloseTo(slope, 2);
    }
    const others = range(0, table.rows).filter((token) => !touched.has(token));
    expect(others.length).toBeGreaterThan(0);
    for (const token of others) {
      expect(gradient.values.subarray(token * WIDTH, (token + 1) * WIDTH).some(Boolean)).toBe(
        false,
      );
    }
  });

  it('is finite where texts have no token, or none and nothing beside', async () => {
    const bags = bagsOf([[], [0], [], [0, 1]], 0);
    const table = randomMatrix(2, WIDTH, 3);
    const batch = { anchors: [0, 1], candidates: [2, 3], leftOut: new Uint8Array(4), graded: [] };
    const gradient = matrix(2, WIDTH);
    const { loss } = await tokenStep(batch, bags, table, gradient, plainMultiply);
    expect(Number.isFinite(loss)).toBe(true);
    expect(gradient.values.every(Number.isFinite)).toBe(true);
    expect([...embedBags(bags, table, [0]).joined.unit.values]).toEqual(new Array(WIDTH).fill(0));
  });
});

describe('fitTokens', () => {
  const toFit = noisyTexts(0, 1);
  const options = { seed: 3, multiply, score };

  it('learns which tokens say something, and leaves the model as it was', async () => {
    const before = toFit.table.values.slice();
    const { scores, best } = await fitTokens(toFit, options);
    expect(scores[best.round]).toBeGreaterThan((scores[0] ?? 1) + 0.1);
    expect(toFit.table.values).toEqual(before);
  });

  it('gives the same again, and when it is cut off after a round and goes on', async () => {
    const kept: FitState[] = [];
    const keep = async (state: FitState) => {
      kept.push(structuredClone(state));
    };
    const whole = await fitTokens(toFit, { ...options, rounds: 2, keep });
    const resumed = await fitTokens(toFit, { ...options, rounds: 2, from: kept[0] ?? null });
    expect(resumed).toEqual(whole);
    expect(await fitTokens(toFit, { ...options, rounds: 2 })).toEqual(whole);
  });
});
