import { describe, expect, it } from 'vitest';
import { decodeBfloat16, decodeFloat16 } from './half-floats.ts';

const bytesOf = (...bits: number[]) => new Uint8Array(Uint16Array.from(bits).buffer);

describe('half-precision floats', () => {
  // Bit patterns of IEEE 754 binary16.
  it.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x0400, 2 ** -14],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
    [0x7e00, Number.NaN],
  ])('float16 %i is %d', (bits, value) => {
    expect([...decodeFloat16(bytesOf(bits, bits))]).toEqual([value, value]);
  });

  it.each([
    [0x3f80, 1],
    [0xc040, -3],
    [0x7f80, Infinity],
    [0x0000, 0],
  ])('bfloat16 %i is %d', (bits, value) => {
    expect([...decodeBfloat16(bytesOf(0x3f80, bits))]).toEqual([1, value]);
  });

  it('reads from any place in a buffer', () => {
    const bytes = Uint8Array.of(9, 0x00, 0x3c, 0x00, 0xc0).subarray(1);
    expect([...decodeFloat16(bytes)]).toEqual([1, -2]);
  });
});
