const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

/**
 * MurmurHash3, x86 128-bit, of `bytes`: four 32-bit words, written to `into` from `at` on.
 * Source: Austin Appleby's MurmurHash3_x86_128 (public domain), with SMHasher's verification value in the test.
 */
export function murmur3x128(bytes: Uint8Array, seed: number, into: Uint32Array, at: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 16);
  let h1 = seed | 0;
  let h2 = seed | 0;
  let h3 = seed | 0;
  let h4 = seed | 0;
  for (let from = 0; from < whole; from += 16) {
    h1 = rotate(h1 ^ scramble(view.getInt32(from, true), C1, 15, C2), 19);
    h1 = (Math.imul(h1 + h2, 5) + 0x561ccd1b) | 0;
    h2 = rotate(h2 ^ scramble(view.getInt32(from + 4, true), C2, 16, C3), 17);
    h2 = (Math.imul(h2 + h3, 5) + 0x0bcaa747) | 0;
    h3 = rotate(h3 ^ scramble(view.getInt32(from + 8, true), C3, 17, C4), 15);
    h3 = (Math.imul(h3 + h4, 5) + 0x96cd1c35) | 0;
    h4 = rotate(h4 ^ scramble(view.getInt32(from + 12, true), C4, 18, C1), 13);
    h4 = (Math.imul(h4 + h1, 5) + 0x32ac3b17) | 0;
  }
  // Words that the text does not reach are 0, and 0 scrambles to 0.
  h1 ^= scramble(tailWord(bytes, whole), C1, 15, C2) ^ bytes.length;
  h2 ^= scramble(tailWord(bytes, whole + 4), C2, 16, C3) ^ bytes.length;
  h3 ^= scramble(tailWord(bytes, whole + 8), C3, 17, C4) ^ bytes.length;
  h4 ^= scramble(tailWord(bytes, whole + 12), C4, 18, C1) ^ bytes.length;
  const sum = (h1 + h2 + h3 + h4) | 0;
  h1 = avalanche(sum);
  h2 = avalanche((h2 + sum) | 0);
  h3 = avalanche((h3 + sum) | 0);
  h4 = avalanche((h4 + sum) | 0);
  const first = (h1 + h2 + h3 + h4) | 0;
  into[at] = first;
  into[at + 1] = h2 + first;
  into[at + 2] = h3 + first;
  into[at + 3] = h4 + first;
}

/**
 * A 32-bit checksum of words, with MurmurHash3's mixing: tells apart what differs in a few bits, and zeros of
 * different lengths.
 */
export function checksum(words: Uint32Array, seed: number): number {
  let hash = seed | 0;
  for (let i = 0; i < words.length; i += 1) {
    hash = rotate(hash ^ scramble(words[i] as number, C1, 15, C2), 13);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  return avalanche(hash ^ words.length) >>> 0;
}

function tailWord(bytes: Uint8Array, from: number): number {
  let word = 0;
  for (let i = Math.min(from + 4, bytes.length) - 1; i >= from; i -= 1) {
    word = (word << 8) | (bytes[i] as number);
  }
  return word;
}

function scramble(word: number, before: number, bits: number, after: number): number {
  return Math.imul(rotate(Math.imul(word, before), bits), after);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function avalanche(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
