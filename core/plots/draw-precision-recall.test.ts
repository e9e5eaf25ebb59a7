import { describe, expect, it } from 'vitest';
import { curvePositions, drawPrecisionRecall, positionOf } from './draw-precision-recall.ts';
import { look, placeOf, testOptions } from './drawing-testing.ts';
import { namedCuts } from './named-cuts.ts';

const curve = {
  pairs: 10,
  positives: 5,
  averagePrecision: 0.9,
  cuts: [
    { threshold: 0.9, accepted: 2, correct: 2 },
    { threshold: 0.5, accepted: 5, correct: 4 },
    { threshold: 0.1, accepted: 10, correct: 5 },
  ],
};
const cuts = namedCuts({ accept: 0.9, reject: 0.2, bestF1: 0.5 });
const options = { ...testOptions(), colour: '#d55e00', cuts };

describe('positionOf', () => {
  it.each([
    [0.95, null],
    [0.9, 2],
    [0.7, 2],
    [0.5, 5],
    [0.2, 5],
    [0, 10],
  ])('everything from %s on', (threshold, accepted) => {
    expect(positionOf(curvePositions(curve), threshold)?.accepted ?? null).toBe(accepted);
  });
});

describe('drawPrecisionRecall', () => {
  it('puts each threshold where its precision and recall are', () => {
    const { marks, texts } = look(drawPrecisionRecall(curve, options));
    const dots = marks('dot', 'path').map(placeOf);
    expect(dots).toHaveLength(3);
    // recall 0.4 and 0.8, 0.8; precision 1, 0.8, 0.8
    const [accept, best, reject] = dots;
    expect(best).toEqual(reject);
    const frame = { left: 42, right: 484, top: 12, bottom: 216 };
    const x = (recall: number) => frame.left + recall * (frame.right - frame.left);
    const y = (precision: number) => frame.bottom - precision * (frame.bottom - frame.top);
    expect(accept?.x).toBeCloseTo(x(0.4), 0);
    expect(accept?.y).toBeCloseTo(y(1), 0);
    expect(best?.x).toBeCloseTo(x(0.8), 0);
    expect(best?.y).toBeCloseTo(y(0.8), 0);
    expect(texts).toEqual(
      expect.arrayContaining(['accept ≥ 0.900', 'best F1 ≥ 0.500', 'reject < 0.200']),
    );
  });

  it('shows no line for a threshold that nothing reaches', () => {
    const drawn = drawPrecisionRecall(curve, {
      ...options,
      cuts: namedCuts({ accept: 0.99, reject: null, bestF1: 0.5 }),
    });
    expect(look(drawn).marks('dot', 'path')).toHaveLength(1);
  });

  it('draws nothing without a match or without pairs', () => {
    expect(drawPrecisionRecall({ ...curve, positives: 0 }, options)).toBeNull();
    expect(drawPrecisionRecall({ ...curve, cuts: [] }, options)).toBeNull();
  });
});
