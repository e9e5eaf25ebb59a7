import { describe, expect, it } from 'vitest';
import { drawDifferences } from './draw-differences.ts';
import { look, testOptions } from './drawing-testing.ts';
import { sampleDetail } from './testing.ts';
import { lightTheme } from './theme.ts';

const difference = (query: string, before: number, now: number) => ({
  ...{ query, before, now },
  right: null,
  rankBefore: null,
  rankNow: 1,
});

describe('drawDifferences', () => {
  it('orders gains before losses and gives each its length, colour and shape', () => {
    const drawn = look(
      drawDifferences(
        [difference('a', 0.5, 0.3), difference('b', 0, 1), difference('c', 0.2, 0.7)],
        testOptions(),
      ),
    );
    const bars = drawn.marks('rect', 'rect');
    expect(bars.map((bar) => bar.textContent?.slice(0, 1))).toEqual(['b', 'c', 'a']);
    const heights = bars.map((bar) => Number(bar.getAttribute('height')));
    expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(2, 2);
    expect((heights[1] ?? 0) / (heights[2] ?? 1)).toBeCloseTo(2.5, 2);
    expect(bars.map((bar) => bar.getAttribute('fill'))).toEqual([
      lightTheme.accept,
      lightTheme.accept,
      lightTheme.reject,
    ]);
    const shapes = new Set(drawn.marks('dot', 'path').map((dot) => dot.getAttribute('d')));
    expect(shapes.size).toBe(2);
    expect(drawn.texts).toEqual(expect.arrayContaining(['▲ 2 queries gained', '▼ 1 query lost']));
  });

  it.each([
    [100, 100, 100],
    [300, 300, 0],
    [3000, 0, 0],
  ])('of %s changes draws %s bars and %s symbols, or areas', (count, bars, symbols) => {
    const many = Array.from({ length: count }, (_, i) => difference(`q${i}`, 0.5, i % 2));
    const drawn = look(drawDifferences(many, testOptions()));
    expect(drawn.marks('rect', 'rect')).toHaveLength(bars);
    expect(drawn.marks('dot', 'path')).toHaveLength(symbols);
    expect(drawn.marks('area', 'path')).toHaveLength(bars === 0 ? 2 : 0);
  });

  it('draws nothing where no query changed', () => {
    expect(drawDifferences([], testOptions())).toBeNull();
    expect(drawDifferences([difference('a', 0.5, 0.5)], testOptions())).toBeNull();
    expect(drawDifferences(sampleDetail.differences, testOptions())).not.toBeNull();
  });
});
