import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeFloat32 } from './float32-text.ts';

const decoder = new TextDecoder();

function written(value: number): string {
  const bytes = new Uint8Array(40).fill(0x78);
  const end = writeFloat32(value, bytes, 3);
  expect(decoder.decode(bytes.subarray(0, 3))).toBe('xxx');
  expect(end - 3).toBeLessThanOrEqual(25);
  return decoder.decode(bytes.subarray(3, end));
}

describe('writeFloat32', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [-1, '-1'],
    [0.5, '0.5'],
    [-0.25, '-0.25'],
    [0.1, '0.1'],
    [0.05, '0.05'],
    [0.099_999_994, '0.099999994'],
    [0.999_999_94, '0.99999994'],
    [-1e-7, '-0.0000001'],
    [9.5e-8, '9.5e-8'],
    [1.5e-9, '1.5e-9'],
    [16_777_216, '16777216'],
    [3.402_823_5e38, '3.4028235e+38'],
    [1.401_298_5e-45, '1e-45'],
  ])('%d -> %s', (value, text) => {
    expect(written(Math.fround(value))).toBe(text);
  });

  it('gives every float32 back', () => {
    const float = fc.float({ noNaN: true, noDefaultInfinity: true });
    const unit = fc.float({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.oneof(float, unit), (value) => {
        const text = written(value);
        expect(Math.fround(JSON.parse(text))).toBe(value + 0);
      }),
      { numRuns: 5000 },
    );
  });

  it('is as short as nine digits for numbers of unit vectors', () => {
    for (let i = 1; i < 20_000; i += 1) {
      const value = Math.fround(Math.sin(i) / (1 + (i % 97)));
      const digits = written(value).replace(/^-?0\.0*/, '');
      expect(digits.length).toBeLessThanOrEqual(9);
    }
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (value) => {
    expect(() => written(value)).toThrow(RangeError);
  });
});
