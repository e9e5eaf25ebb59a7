import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Calibration, fitCalibration } from '#core/calibrate/calibration.ts';
import { logit } from '#core/math/special-functions.ts';
import { answers, dictionary, question, smallMatcher, someModel, using } from './testing.ts';

const kind = fc.constantFrom<Calibration['kind']>('platt', 'temperature', 'beta', 'isotonic');
const judged = fc.array(fc.tuple(fc.integer({ min: -6, max: 6 }), fc.constantFrom(0, 1)), {
  minLength: 1,
  maxLength: 30,
});

it('contributions sum to the log-odds of the probability, whatever the calibration', async () => {
  const model = someModel.filter((one) => one !== null);
  await fc.assert(
    fc.asyncProperty(
      ...([dictionary(1, 15), question, model, kind, judged] as const),
      async (entries, text, fitted, by, pairs) => {
        const scores = pairs.map(([score]) => score);
        const labels = pairs.map(([, label]) => label);
        const calibration = await fitCalibration(by, scores, labels);
        await using(smallMatcher(entries, { model: fitted }), async (matcher) => {
          const match = { ...matcher.match, calibration };
          const [found = []] = await answers({ ...matcher, match }, [text]);
          for (const { probability, contributions } of found) {
            const sum = contributions.reduce((total, { logOdds }) => total + logOdds, 0);
            expect(probability).not.toBeNull();
            // Beyond one in a million a probability is as good as certain, and shown as that.
            if (Math.abs(sum) < 13) expect(sum).toBeCloseTo(logit(probability ?? 0), 6);
            else expect(Math.min(probability ?? 0, 1 - (probability ?? 0))).toBeLessThan(1e-5);
          }
        });
      },
    ),
    { numRuns: 80 },
  );
});
