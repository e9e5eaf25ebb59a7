import { describe, expect, it } from 'vitest';
import { pairedBootstrap } from '#core/evaluate/bootstrap.ts';
import { kendallTauB, pearson, spearman } from '#core/evaluate/correlation.ts';
import { randomisationTest } from '#core/evaluate/randomisation-test.ts';
import { clopperPearson, wilson } from '#core/math/intervals.ts';
import correlation from './correlation.json' with { type: 'json' };
import statistics from './statistics.json' with { type: 'json' };

const numbered = <T>(items: T[]) => items.map((item, i) => [i, item] as const);
const differences = ({ a, b }: { a: number[]; b: number[] }) =>
  b.map((value, i) => value - (a[i] ?? 0));

describe('scipy', () => {
  it.each(numbered(correlation.cases))('correlation %i', (_, { x, y, ...golden }) => {
    expect(pearson(x, y)).toBeCloseTo(golden.pearson, 9);
    expect(spearman(x, y)).toBeCloseTo(golden.spearman, 9);
    expect(kendallTauB(x, y)).toBeCloseTo(golden.kendall_tau_b, 9);
  });

  it.each(numbered(statistics.proportion_intervals))('interval of a share %i', (_, golden) => {
    const { successes, trials, confidence } = golden;
    const exact = clopperPearson(successes, trials, confidence);
    const score = wilson(successes, trials, confidence);
    for (const [ours, theirs] of [
      [exact.lower, golden.clopper_pearson[0]],
      [exact.upper, golden.clopper_pearson[1]],
      [score.lower, golden.wilson[0]],
      [score.upper, golden.wilson[1]],
    ]) {
      expect(ours).toBeCloseTo(theirs ?? Number.NaN, 9);
    }
  });

  it.each(numbered(statistics.randomisation_exact))(
    'exact sign-flip test %i',
    async (_, golden) => {
      const pValue = await randomisationTest(differences(golden), { seed: 1 });
      expect(pValue).toBeCloseTo(golden.exact_two_sided_p, 12);
    },
  );

  it.each(numbered(statistics.paired))('paired differences %i', async (_, golden) => {
    // The mean is theirs exactly; the sampled test agrees with the t test about as well as 10,000 draws can.
    const { value } = await pairedBootstrap(golden.a, golden.b, { seed: 1 });
    expect(value).toBeCloseTo(golden.mean_difference, 9);
    const pValue = await randomisationTest(differences(golden), { seed: 1 });
    expect(Math.abs(pValue - golden.t_p)).toBeLessThan(0.03);
  });
});
