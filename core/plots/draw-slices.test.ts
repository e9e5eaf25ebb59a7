import { describe, expect, it } from 'vitest';
import { drawSlices } from './draw-slices.ts';
import { look, placeOf, testOptions } from './drawing-testing.ts';
import { around, sampleDetail, sampleSlice } from './testing.ts';
import { lightTheme } from './theme.ts';

describe('drawSlices', () => {
  it('gives each slice a dot with a whisker below the heading of its facet', () => {
    const drawn = look(drawSlices(sampleDetail.slices, testOptions()));
    expect(drawn.marks('rule', 'line')).toHaveLength(5);
    const order = ['Words in the query', '1', '2 to 3', '4 and more', 'Terms seen'];
    const shown = drawn.texts.filter((text) => order.includes(text));
    expect(shown.toSorted()).toEqual(order.toSorted());
    const ys = drawn.marks('rule', 'line').map((line) => placeOf(line).y);
    expect(ys).toEqual(ys.toSorted((a, b) => a - b));
  });

  it('tells better from worse by colour and by shape', () => {
    const dots = look(drawSlices(sampleDetail.slices, testOptions()))
      .marks('dot', 'path')
      .concat()
      .filter((dot) => dot.getElementsByTagName('title').length > 0);
    const looks = dots.map((dot) => dot.getAttribute('fill'));
    expect(looks).toContain(lightTheme.accept);
    expect(looks).toContain(lightTheme.reject);
    expect(new Set(dots.map((dot) => dot.getAttribute('d'))).size).toBe(3);
  });

  it('draws all queries as a line, where that is known', () => {
    const { texts } = look(
      drawSlices(sampleDetail.slices, { ...testOptions(), overall: around(0.56) }),
    );
    expect(texts).toContain('all queries');
  });

  it('draws nothing of nothing, and keeps a slice of one query', () => {
    expect(drawSlices([], testOptions())).toBeNull();
    expect(drawSlices([sampleSlice('Script', 'Latin', 1, 0)], testOptions())).not.toBeNull();
  });
});
