import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Digest } from '#core/platform/digest.ts';

/** Sums by Node's own code. */
export function nodeDigest(): Digest {
  const hash = createHash('sha256');
  let sum = 0;
  return {
    update(bytes) {
      hash.update(bytes);
      sum = crc32(bytes, sum);
    },
    sha256: () => hash.digest('hex'),
    crc32: () => sum,
  };
}
