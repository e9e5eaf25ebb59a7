import { describe, expect, it } from 'vitest';
import { drawConfusion } from './draw-confusion.ts';
import { look, testOptions } from './drawing-testing.ts';
import { sampleDetail } from './testing.ts';

const confusion = (queries: number, name: string) => ({
  right: { key: 'k1', name },
  found: { key: 'k2', name: null },
  queries,
  examples: ['x'],
});

describe('drawConfusion', () => {
  it('gives each pair a bar as long as its count, with names, or keys where there is none', () => {
    const drawn = look(drawConfusion(sampleDetail.confusion, testOptions()));
    const widths = drawn.marks('bar', 'rect').map((bar) => Number(bar.getAttribute('width')));
    expect((widths[0] ?? 0) / (widths[1] ?? 1)).toBeCloseTo(14 / 6, 3);
    expect(drawn.texts).toEqual(
      expect.arrayContaining([
        'Registered Nurses → Nurse Practitioners',
        'Loan Officers → 43-4131.00',
        '14',
        '6',
      ]),
    );
  });

  it('cuts long names and disarms hostile ones', () => {
    const hostile = `</svg><script>alert(1)</script>\u0000\u202e${'long '.repeat(40)}`;
    const { markup, texts } = look(drawConfusion([confusion(3, hostile)], testOptions(300)));
    expect(markup).not.toContain('<script');
    expect(markup).not.toContain('\u0000');
    expect(texts.join().length).toBeLessThan(60);
  });

  it('keeps two entries of one name apart, and shows no more than fit', () => {
    const many = Array.from({ length: 40 }, () => confusion(2, 'same'));
    expect(look(drawConfusion(many, testOptions())).marks('bar', 'rect')).toHaveLength(15);
  });

  it('draws nothing of nothing', () => {
    expect(drawConfusion([], testOptions())).toBeNull();
  });
});
