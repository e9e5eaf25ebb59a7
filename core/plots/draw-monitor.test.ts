import { describe, expect, it } from 'vitest';
import { drawDailyBands } from './draw-daily-bands.ts';
import { drawDailyCounts } from './draw-daily-counts.ts';
import { drawDailyLatency } from './draw-daily-latency.ts';
import { drawScoreShift } from './draw-score-shift.ts';
import { look, placeOf, testOptions } from './drawing-testing.ts';

const period = { from: '2026-11-14', to: '2026-11-20' };
const dayOptions = { ...testOptions(), period };
const none = { accept: 0, review: 0, reject: 0, none: 0 };

describe('drawDailyCounts', () => {
  const options = { ...dayOptions, one: 'search', many: 'searches' };

  it('draws a bar for each day, where it lies in the period', () => {
    const days = [
      { day: '2026-11-14', count: 3 },
      { day: '2026-11-20', count: 1200 },
    ];
    const bars = look(drawDailyCounts(days, options)).marks('rect', 'rect');
    expect(bars.map((bar) => bar.getElementsByTagName('title')[0]?.textContent)).toEqual([
      '2026-11-14\n3 searches',
      '2026-11-20\n1\u00a0200 searches',
    ]);
    const [first, last] = bars.map((bar) => placeOf(bar).x);
    expect(first).toBeLessThan(60);
    expect(last).toBeGreaterThan(400);
  });

  it('draws nothing of nothing', () => {
    expect(drawDailyCounts([{ day: '2026-11-14', count: 0 }], options)).toBeNull();
  });
});

describe('drawDailyLatency', () => {
  const latency = { p50: 3.4, p95: 17.6, p99: 30, max: 41 };

  it('draws both percentiles with their names, and leaves out days without searches', () => {
    const days = [
      { day: '2026-11-15', searches: 12, latency },
      { day: '2026-11-16', searches: 0, latency: null },
    ];
    const drawn = look(drawDailyLatency(days, dayOptions));
    expect(drawn.texts).toEqual(expect.arrayContaining(['p50', 'p95', 'milliseconds']));
    expect(drawn.markup).toContain('p50 3.4\u00a0ms, p95 18\u00a0ms');
  });

  it('draws nothing of nothing', () => {
    expect(
      drawDailyLatency([{ day: '2026-11-15', searches: 0, latency: null }], dayOptions),
    ).toBeNull();
  });
});

describe('drawDailyBands', () => {
  it('draws the shares of a day on each other, with letters and names', () => {
    const bands = { accept: 6, review: 3, reject: 0, none: 1 };
    const drawn = look(drawDailyBands([{ day: '2026-11-15', bands }], dayOptions));
    const parts = drawn.marks('rect', 'rect');
    expect(parts.map((part) => part.getElementsByTagName('title')[0]?.textContent)).toEqual([
      '2026-11-15: accept 6 of 10, 60\u00a0%',
      '2026-11-15: review 3 of 10, 30\u00a0%',
      '2026-11-15: none 1 of 10, 10\u00a0%',
    ]);
    expect(drawn.texts).toEqual(expect.arrayContaining(['A', '?', 'A accept', '? review']));
    expect(drawn.texts).not.toContain('R reject');
  });

  it('leaves letters out of bars that are too narrow for them, and keeps the names', () => {
    const days = { from: '2026-08-23', to: '2026-11-20' };
    const bands = { ...none, accept: 4 };
    const drawn = look(
      drawDailyBands([{ day: '2026-11-15', bands }], { ...testOptions(), period: days }),
    );
    expect(drawn.texts).not.toContain('A');
    expect(drawn.texts).toContain('A accept');
  });

  it('draws nothing of nothing', () => {
    expect(drawDailyBands([{ day: '2026-11-15', bands: none }], dayOptions)).toBeNull();
  });
});

describe('drawScoreShift', () => {
  it('draws a bar for each bin below the expected steps', () => {
    const bins = [
      { from: 0, to: 0.5, expected: 0.3, observed: 0.7 },
      { from: 0.5, to: 1, expected: 0.7, observed: 0.3 },
    ];
    const drawn = look(drawScoreShift(bins, testOptions()));
    expect(drawn.marks('rect', 'rect')).toHaveLength(2);
    expect(drawn.marks('line', 'path')).toHaveLength(1);
  });

  it('draws nothing of nothing', () => {
    expect(drawScoreShift([], testOptions())).toBeNull();
  });
});
