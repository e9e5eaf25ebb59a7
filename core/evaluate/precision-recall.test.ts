import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JudgedPair } from './pair-metrics.ts';
import { precisionRecall } from './precision-recall.ts';

const pair = (probability: number, isYes: boolean): JudgedPair => ({ probability, isYes });
const pairs = fc.array(
  fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), isYes: fc.boolean() }),
  { minLength: 1, maxLength: 60 },
);

describe('precision and recall', () => {
  it('count what each threshold accepts, equal probabilities together', () => {
    const curve = precisionRecall([
      ...[pair(0.9, true), pair(0.4, false), pair(0.6, true), pair(0.6, false), pair(0.1, true)],
    ]);
    expect(curve).toMatchObject({ pairs: 5, positives: 3 });
    expect(curve?.cuts).toEqual([
      { threshold: 0.9, accepted: 1, correct: 1 },
      { threshold: 0.6, accepted: 3, correct: 2 },
      { threshold: 0.4, accepted: 4, correct: 2 },
      { threshold: 0.1, accepted: 5, correct: 3 },
    ]);
    // 1/3 · 1 + 1/3 · 2/3 + 1/3 · 3/5
    expect(curve?.averagePrecision).toBeCloseTo((1 + 2 / 3 + 3 / 5) / 3, 12);
  });

  it('are nothing without pairs, and have no average precision with one verdict', () => {
    expect(precisionRecall([])).toBeNull();
    expect(precisionRecall([pair(0.5, true)])?.averagePrecision).toBeNull();
    expect(precisionRecall([pair(0.5, false)])).toMatchObject({
      positives: 0,
      averagePrecision: null,
    });
  });

  it('do not depend on the order of the pairs, fall in threshold and grow in recall', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const curve = precisionRecall(list);
        expect(precisionRecall(list.toReversed())).toEqual(curve);
        const cuts = curve?.cuts ?? [];
        expect(cuts.at(-1)).toMatchObject({ accepted: list.length, correct: curve?.positives });
        for (const [i, cut] of cuts.entries()) {
          expect(cut.correct).toBeLessThanOrEqual(cut.accepted);
          const before = cuts[i - 1];
          if (!before) continue;
          expect(cut.threshold).toBeLessThan(before.threshold);
          expect(cut.accepted).toBeGreaterThan(before.accepted);
          expect(cut.correct).toBeGreaterThanOrEqual(before.correct);
        }
      }),
    );
  });

  it('are thinned evenly with both ends kept, and average precision does not notice', () => {
    const many = Array.from({ length: 5000 }, (_, i) => pair(i / 5000, i % 3 === 0));
    const curve = precisionRecall(many);
    expect(curve?.cuts).toHaveLength(400);
    expect(curve?.cuts[0]?.accepted).toBe(1);
    expect(curve?.cuts.at(-1)?.accepted).toBe(5000);
    expect(curve?.averagePrecision).toBe(precisionRecall(many, 5000)?.averagePrecision);
  });
});
