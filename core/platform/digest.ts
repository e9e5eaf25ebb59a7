/** Sums of bytes that come piece by piece. */
export interface Digest {
  update(bytes: Uint8Array): void;
  /** Hex. Once: nothing can be added afterwards. */
  sha256(): string;
  /** As zip files have it (ISO 3309). */
  crc32(): number;
}

export type NewDigest = () => Digest;
