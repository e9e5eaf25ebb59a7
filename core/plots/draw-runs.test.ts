import { describe, expect, it } from 'vitest';
import { drawMetricSeries } from './draw-metric-series.ts';
import { drawStageTimes } from './draw-stage-times.ts';
import { look, testOptions } from './drawing-testing.ts';

describe('drawStageTimes', () => {
  it('draws a bar and its time for each stage, in their order', () => {
    const drawn = look(
      drawStageTimes(
        [
          { title: 'Load', seconds: 0, words: '0.0 s' },
          { title: 'Embed', seconds: 8.5, words: '8.5 s' },
        ],
        testOptions(),
      ),
    );
    expect(drawn.marks('bar', 'rect')).toHaveLength(2);
    expect(drawn.texts).toEqual(expect.arrayContaining(['Load', 'Embed', '0.0 s', '8.5 s']));
  });

  it('draws nothing of nothing', () => {
    expect(drawStageTimes([], testOptions())).toBeNull();
  });
});

describe('drawMetricSeries', () => {
  const at = (second: number) => `2026-11-20T10:00:0${second}.000Z`;
  const series = (...points: [second: number, step: number, value: number][]) => ({
    name: 'loss',
    points: points.map(([second, step, value]) => ({ at: at(second), step, value })),
  });

  it('draws numbers over their steps, and the last one in digits', () => {
    const drawn = look(drawMetricSeries(series([0, 0, 0.9], [1, 1, 0.52345]), testOptions()));
    expect(drawn.texts).toEqual(expect.arrayContaining(['loss', 'step', '0.523']));
    expect(drawn.marks('dot', 'circle')).toHaveLength(2);
  });

  it('takes seconds where there are no steps', () => {
    const drawn = look(drawMetricSeries(series([0, 0, 1], [4, 0, -2]), testOptions()));
    expect(drawn.texts).toEqual(expect.arrayContaining(['seconds', '−2']));
  });

  it.each([[series()], [series([0, 0, 1])], [series([0, 0, 1], [1, 1, Number.NaN])]])(
    'draws nothing of fewer than two numbers',
    (few) => {
      expect(drawMetricSeries(few, testOptions())).toBeNull();
    },
  );
});
