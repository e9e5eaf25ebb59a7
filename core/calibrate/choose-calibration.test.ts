import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { sigmoid } from '#core/math/special-functions.ts';
import { applyBeta } from './beta.ts';
import { chooseCalibration, type ScoredPair } from './choose-calibration.ts';

/** Pairs, four to a query, with labels drawn with a probability that depends on their score. */
function drawn(count: number, probabilityOf: (score: number) => number, seed = 3): ScoredPair[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const score = 12 * random() - 6;
    const label = random() < probabilityOf(score) ? 1 : 0;
    return { group: `query ${i >> 2}`, score, label };
  });
}

describe('choosing a calibration', () => {
  it('keeps the sigmoid where it is the truth', async () => {
    let kept = 0;
    for (let seed = 0; seed < 20; seed += 1) {
      const pairs = drawn(600, (score) => sigmoid(0.7 * score - 0.5), seed);
      if ((await chooseCalibration(pairs)).chosen === 'platt') kept += 1;
    }
    expect(kept).toBeGreaterThanOrEqual(17);
  });

  it('takes what is clearly better', async () => {
    const bent = { kind: 'beta', a: 0.15, b: 2.5, c: 1 } as const;
    const choice = await chooseCalibration(drawn(900, (score) => applyBeta(bent, score)));
    expect(choice.chosen).toBe('beta');
    expect(choice.tried.map(({ kind }) => kind)).toEqual(['platt', 'temperature', 'beta']);
    const steps = (score: number) => (score < -2 ? 0.02 : score < 3 ? 0.5 : 0.97);
    const stepped = await chooseCalibration(drawn(4000, steps));
    expect(stepped.chosen).toBe('isotonic');
  });

  it('tries isotonic regression from 1,000 judgments on', async () => {
    const kinds = async (count: number) =>
      (await chooseCalibration(drawn(count, sigmoid))).tried.map(({ kind }) => kind);
    expect(await kinds(999)).not.toContain('isotonic');
    expect(await kinds(1000)).toContain('isotonic');
  });

  it('holds out whole queries: pairs of one query that always agree make nobody sure of themselves', async () => {
    // One score a query, and one label for all its pairs: by pairs, half of each query would be seen in the fit.
    const random = seededRandom(5);
    const pairs = Array.from({ length: 300 }, (_, query) => {
      const score = 4 * random() - 2;
      const label = random() < 0.5 ? 1 : 0;
      return Array.from({ length: 4 }, () => ({ group: `query ${query}`, score, label }));
    }).flat();
    const { tried } = await chooseCalibration(pairs);
    const isotonic = tried.find(({ kind }) => kind === 'isotonic');
    // Whoever had seen the query would say what it was; whoever has not can only guess.
    expect(isotonic?.logLoss).toBeGreaterThan(0.68);
  });

  it('does not depend on anything but the pairs', async () => {
    const pairs = drawn(500, sigmoid);
    expect(await chooseCalibration(pairs)).toEqual(await chooseCalibration([...pairs]));
  });
});
