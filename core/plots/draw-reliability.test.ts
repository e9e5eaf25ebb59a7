import { describe, expect, it } from 'vitest';
import { drawPredictions, drawReliability } from './draw-reliability.ts';
import { look, placeOf, testOptions } from './drawing-testing.ts';
import { around, sampleMetrics } from './testing.ts';

const options = { ...testOptions(300), colour: '#d55e00' };

describe('drawReliability', () => {
  it('puts a perfectly calibrated bin on the diagonal', () => {
    const bins = [0.2, 0.5, 0.9].map((p) => ({
      lower: p - 0.05,
      upper: p + 0.05,
      count: 10,
      predicted: p,
      observed: around(p),
    }));
    const drawn = look(drawReliability(bins, options));
    const places = drawn.marks('dot', 'circle').map(placeOf);
    const [from, to] = [drawn.marks('link', 'path')[0]?.getAttribute('d')].map((d) =>
      (d ?? '').split(/[ML]/).slice(1),
    )[0] as [string, string];
    const [x1, y1] = from.split(',').map(Number) as [number, number];
    const [x2, y2] = to.split(',').map(Number) as [number, number];
    for (const { x, y } of places)
      expect((x - x1) / (x2 - x1)).toBeCloseTo((y - y1) / (y2 - y1), 6);
  });

  it('leaves empty bins out', () => {
    const [first, ...rest] = sampleMetrics.reliability;
    const bins = [{ ...(first as typeof rest extends (infer B)[] ? B : never), count: 0 }, ...rest];
    expect(look(drawReliability(bins, options)).marks('dot', 'circle')).toHaveLength(9);
  });

  it('draws nothing without pairs', () => {
    expect(drawReliability([], options)).toBeNull();
    expect(
      drawReliability(
        sampleMetrics.reliability.map((bin) => ({ ...bin, count: 0 })),
        options,
      ),
    ).toBeNull();
  });
});

describe('drawPredictions', () => {
  it('gives every tenth a bar of its count', () => {
    const bars = look(drawPredictions(sampleMetrics.predictions, options)).marks('rect', 'rect');
    expect(bars).toHaveLength(10);
    const height = (i: number) => Number(bars[i]?.getAttribute('height')) + 1.5;
    expect(height(0) / height(1)).toBeCloseTo(520 / 240, 1);
  });

  it('draws nothing without pairs', () => {
    expect(drawPredictions([], options)).toBeNull();
    expect(drawPredictions([0, 0], options)).toBeNull();
  });
});
