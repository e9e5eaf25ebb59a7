import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { EVIDENCE, EVIDENCE_GROUP } from './evidence.ts';
import { contributionsOf, fitMatchModel, logOdds, type TrainingPairs } from './match-model.ts';

const WIDTH = EVIDENCE.length;
const SEMANTIC = EVIDENCE.indexOf('semantic');
const EQUAL = EVIDENCE.indexOf('equal');

/** Pairs in which "semantic" decides, "equal" never varies, and all else is noise. */
function pairs(n: number, weight = 1): TrainingPairs {
  const random = seededRandom(4);
  const values = Float64Array.from({ length: n * WIDTH }, () => random());
  const labels = Uint8Array.from({ length: n }, (_, i) => i % 2);
  labels.forEach((label, i) => {
    values[i * WIDTH + SEMANTIC] = 0.2 + 0.3 * label + 0.4 * random();
    values[i * WIDTH + EQUAL] = 0;
  });
  return { values, labels, weights: new Float64Array(n).fill(weight) };
}

const counts = { queries: 3, nearMisses: 4 };
const given = pairs(300);
const model = await fitMatchModel(given, counts);

describe('fitMatchModel', () => {
  it('finds the evidence that decides, and leaves aside what never varies', () => {
    const largest = Math.max(...model.weights.map(Math.abs));
    expect(model.weights[SEMANTIC]).toBe(largest);
    expect(model.weights[EQUAL]).toBeCloseTo(0, 12);
    expect(model.scale[EQUAL]).toBe(1);
  });

  it('tells right from wrong', () => {
    const scores = logOdds(model, given.values);
    const meanOf = (label: number) => {
      const own = scores.filter((_, i) => given.labels[i] === label);
      return own.reduce((sum, score) => sum + score, 0) / own.length;
    };
    expect(meanOf(1)).toBeGreaterThan(meanOf(0) + 2);
  });

  it('records what it was fitted on', () => {
    expect(model.evidence).toEqual(EVIDENCE);
    expect(model.trainedOn).toEqual({ pairs: 300, positives: 150, ...counts });
  });

  it('is kept as JSON', () => {
    const stored = JSON.parse(JSON.stringify(model));
    expect([...logOdds(stored, given.values)]).toEqual([...logOdds(model, given.values)]);
  });

  it('gives pairs of weight 0 no say', async () => {
    const { values, labels } = pairs(40);
    const fitted = (weight: number) => {
      const turned = labels.map((label) => 1 - label);
      return fitMatchModel(
        {
          values: Float64Array.from([...values, ...values]),
          labels: Uint8Array.from([...labels, ...turned]),
          weights: Float64Array.from({ length: 80 }, (_, i) => (i < 40 ? 1 : weight)),
        },
        counts,
      );
    };
    expect((await fitted(0)).weights[SEMANTIC]).toBeGreaterThan(0.5);
    expect((await fitted(1)).weights[SEMANTIC]).toBeCloseTo(0, 6);
  });
});

const row = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
  minLength: WIDTH,
  maxLength: WIDTH,
});
const calibration = fc.double({ min: -4, max: 4, noNaN: true });

describe('contributionsOf', () => {
  it('adds up to the calibrated log-odds', () => {
    fc.assert(
      fc.property(row, calibration, calibration, (list, slope, shift) => {
        const values = Float64Array.from(list);
        const [score = Number.NaN] = logOdds(model, values);
        const parts = contributionsOf(model, values, slope, shift);
        const sum = parts.reduce((total, part) => total + part.logOdds, 0);
        expect(sum).toBeCloseTo(slope * score + shift, 8);
      }),
    );
  });

  it('names each group once, and the prior last', () => {
    const names = contributionsOf(model, new Float64Array(WIDTH), 1, 0).map(({ name }) => name);
    expect(names).toEqual([...new Set(Object.values(EVIDENCE_GROUP)), 'Prior']);
  });

  it('gives evidence that is nowhere no part', () => {
    const parts = contributionsOf(model, new Float64Array(WIDTH), 2, 1).slice(0, -1);
    for (const { logOdds: part } of parts) expect(part).toBeCloseTo(0, 12);
  });
});
