import { describe, expect, it } from 'vitest';
import { drawLearningCurve } from './draw-learning-curve.ts';
import { look, placeOf, testOptions } from './drawing-testing.ts';
import { sampleDetail } from './testing.ts';

const points = sampleDetail.learningCurve?.points ?? [];

describe('drawLearningCurve', () => {
  it('draws both measures at every size, in the order of judgments', () => {
    const drawn = look(drawLearningCurve({ points: points.toReversed() }, testOptions()));
    const circles = drawn
      .marks('dot', 'circle')
      .concat(drawn.marks('dot', 'path'))
      .filter((dot) => dot.getElementsByTagName('title').length > 0);
    expect(circles).toHaveLength(2 * points.length);
    const half = circles.slice(0, points.length).map((dot) => placeOf(dot).x);
    expect(half).toEqual(half.toSorted((a, b) => a - b));
    expect(drawn.texts).toEqual(expect.arrayContaining(['NDCG@10', 'MRR@10']));
  });

  it('draws a single point', () => {
    expect(look(drawLearningCurve({ points: points.slice(0, 1) }, testOptions())).texts).toContain(
      'MRR@10',
    );
  });

  it('draws nothing of nothing', () => {
    expect(drawLearningCurve({ points: [] }, testOptions())).toBeNull();
  });
});
