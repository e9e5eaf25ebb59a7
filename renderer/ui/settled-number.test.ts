import { describe, expect, it } from 'vitest';
import { settledNumber } from './settled-number.ts';

const field = { value: 5, range: [2, 10] as const, mayBeEmpty: false };

describe('settledNumber', () => {
  it.each([
    ['nothing typed', null, field, 5],
    ['a number in range', 7, field, 7],
    ['its first and last', '10', field, 10],
    ['too small', 1, field, 5],
    ['too large', '11', field, 5],
    ['no number', '-', field, 5],
    ['emptied where that means nothing', '', field, 5],
    ['emptied where that is a choice', '', { ...field, mayBeEmpty: true }, null],
    ['left empty', null, { ...field, value: null }, null],
  ])('%s', (_, typed, of, expected) => {
    expect(settledNumber(typed, of)).toBe(expected);
  });
});
