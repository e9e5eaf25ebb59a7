import { describe, expect, it } from 'vitest';
import { bytes, count, duration, interval, metric, percent } from './numbers.ts';

describe('numbers for a terminal', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1 000'],
    [1234567, '1 234 567'],
  ])('count %d', (value, text) => expect(count(value)).toBe(text));

  it.each([
    [0.4, '0.4 s'],
    [9.96, '10 s'],
    [59.4, '59 s'],
    [59.6, '1 min 0 s'],
    [185, '3 min 5 s'],
    [3599.9, '1 h 0 min'],
    [3720, '1 h 2 min'],
  ])('duration %d', (value, text) => expect(duration(value)).toBe(text));

  it.each([
    [340, '340 B'],
    [1200, '1.2 kB'],
    [1_250_000, '1.3 MB'],
    [2e15, '2000.0 TB'],
  ])('bytes %d', (value, text) => expect(bytes(value)).toBe(text));

  it('metrics have three digits and say when there is none', () => {
    expect(metric(0.4567)).toBe('0.457');
    expect(metric(null)).toBe('–');
    expect(metric(Number.NaN)).toBe('–');
    expect(interval({ value: 0.5, lower: 0.4, upper: 0.6 })).toBe('[0.400, 0.600]');
    expect(interval(null)).toBe('');
    expect(percent(0.126)).toBe('13 %');
  });
});
