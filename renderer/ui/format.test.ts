import { describe, expect, it } from 'vitest';
import {
  engineWords,
  formatAgo,
  formatBytes,
  formatCount,
  formatDifference,
  formatProbability,
  formatQuantity,
  formatSeconds,
  formatUncertainty,
  splitForCut,
} from './format.ts';

describe('numbers', () => {
  it('writes the numbers in the engine’s words like its own', () => {
    expect(engineWords('2\u202f279 terms, 90\u202f% of them')).toBe(
      '2\u00a0279 terms, 90\u00a0% of them',
    );
    expect(engineWords('“Que\u202f?” names 2 entries')).toBe('“Que\u202f?” names 2 entries');
  });

  it('groups thousands with a space that does not break', () => {
    expect([0, 999, 29_017, 1_234_567].map(formatCount)).toEqual([
      '0',
      '999',
      '29\u00a0017',
      '1\u00a0234\u00a0567',
    ]);
    expect(formatQuantity(1, 'entry', 'entries')).toBe('1 entry');
    expect(formatQuantity(2, 'entry', 'entries')).toBe('2 entries');
  });

  it('never shows a probability as certain', () => {
    expect([1, 0.996, 0.93, 0.004, 0].map(formatProbability)).toEqual([
      '>0.99',
      '>0.99',
      '0.93',
      '<0.01',
      '<0.01',
    ]);
  });

  it('writes an even interval as ± and an uneven one as a range', () => {
    expect(formatUncertainty({ value: 0.561, lower: 0.539, upper: 0.583 })).toBe('± 0.022');
    expect(formatUncertainty({ value: 0.957, lower: 0.921, upper: 0.969 })).toBe('0.921 to 0.969');
  });

  it('signs differences and has no negative zero', () => {
    expect([0.0314, -0.004, -0.0001].map((value) => formatDifference(value))).toEqual([
      '+0.031',
      '−0.004',
      '0.000',
    ]);
  });

  it('keeps units with their number', () => {
    expect([0, 796_000, 1_250_000].map(formatBytes)).toEqual([
      '0\u00a0B',
      '796\u00a0kB',
      '1.3\u00a0MB',
    ]);
    expect([0.42, 14.2, 125, 4330].map(formatSeconds)).toEqual([
      '0.4\u00a0s',
      '14\u00a0s',
      '2\u00a0min 05\u00a0s',
      '1\u00a0h 12\u00a0min',
    ]);
  });
});

describe('text', () => {
  it('cuts long ids in the middle and leaves short ones alone', () => {
    expect(splitForCut('15-1252.00')).toEqual(['15-1252.00', '']);
    expect(splitForCut('53aa51ffffffffffffff28d9db')).toEqual(['53aa51ffffffffffffff', '28d9db']);
    expect(splitForCut('\u{1f600}'.repeat(13))[1]).toBe('\u{1f600}'.repeat(6));
  });

  it('says how long ago in the largest unit', () => {
    const now = new Date('2026-11-20T12:00:00Z');
    expect(formatAgo('2026-11-20T11:59:30Z', now)).toBe('now');
    expect(formatAgo('2026-11-20T09:00:00Z', now)).toBe('3\u00a0h');
    expect(formatAgo('2026-11-18T09:00:00Z', now)).toBe('2\u00a0d');
  });
});
