import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checksum, murmur3x128 } from './murmur3-128.ts';
import { keyWriter } from './text-keys.ts';

it("has SMHasher's verification value of MurmurHash3_x86_128", () => {
  // Hash the keys [], [0], [0, 1] … of 0 to 255 bytes with the seed 256 - length, then hash all the hashes.
  const hashes = new Uint32Array(256 * 4);
  const key = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let length = 0; length < 256; length += 1) {
    murmur3x128(key.subarray(0, length), 256 - length, hashes, length * 4);
  }
  const last = new Uint32Array(4);
  murmur3x128(new Uint8Array(hashes.buffer), 0, last, 0);
  expect((last[0] ?? 0).toString(16)).toBe('b3ece62a');
});

it('does not depend on where the bytes lie', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), fc.nat(3), (bytes, shift) => {
      const shifted = new Uint8Array(bytes.length + shift);
      shifted.set(bytes, shift);
      const out = new Uint32Array(8);
      murmur3x128(bytes, 1, out, 0);
      murmur3x128(shifted.subarray(shift), 1, out, 4);
      expect(out.slice(0, 4)).toEqual(out.slice(4));
    }),
  );
});

it('checksum notices any changed bit, and zeros of another length', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(2 ** 31), { minLength: 1, maxLength: 20 }),
      fc.nat(),
      fc.nat(31),
      (words, place, bit) => {
        const before = Uint32Array.from(words);
        const after = before.slice();
        const at = place % words.length;
        after[at] = (after[at] ?? 0) ^ (1 << bit);
        expect(checksum(after, 3)).not.toBe(checksum(before, 3));
      },
    ),
  );
  expect(checksum(new Uint32Array(3), 0)).not.toBe(checksum(new Uint32Array(4), 0));
});

it('keys: the prefix belongs to the text, and every text has its own', () => {
  const keyOf = (prefix: string, text: string) => {
    const keys = new Uint32Array(8);
    keyWriter(prefix)(text, keys, 1);
    return keys.slice(4).join(' ');
  };
  expect(keyOf('query: ', 'x')).toBe(keyOf('', 'query: x'));
  expect(keyOf('query: ', 'x')).not.toBe(keyOf('passage: ', 'x'));
  const long = 'é'.repeat(5000);
  const texts = ['', ' ', 'a', 'b', 'ab', 'ba', 'é', 'e\u0301', long, `${long}x`];
  expect(new Set(texts.map((text) => keyOf('', text))).size).toBe(texts.length);
});
