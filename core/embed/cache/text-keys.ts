import { murmur3x128 } from './murmur3-128.ts';

/** 32-bit words of a key. */
export const KEY_WORDS = 4;

const encoder = new TextEncoder();
const FIRST_BYTES = 1024;

/**
 * Writes the key of `prefix + text` as the n-th of `keys` [n × 4]: a 128-bit hash, so that among a thousand million
 * texts two share a key with a chance of about 10^-21. Two roles whose prefixes are the same share their vectors.
 */
export function keyWriter(prefix: string): (text: string, keys: Uint32Array, n: number) => void {
  let bytes = new Uint8Array(FIRST_BYTES);
  return (text, keys, n) => {
    const most = (prefix.length + text.length) * 3; // bytes of UTF-8 for each UTF-16 unit
    if (most > bytes.length) bytes = new Uint8Array(most * 2);
    const { written } = encoder.encodeInto(prefix + text, bytes);
    murmur3x128(bytes.subarray(0, written), 0, keys, n * KEY_WORDS);
  };
}
