/** A part of the cache that is dropped as a whole. */
export interface Evictable {
  bytes: number;
  /** Milliseconds since 1970. */
  lastUsedAt: number;
  /** Used since the cache was opened: dropping it would cost this very job. */
  inUse: boolean;
}

/**
 * Which segments to drop so that `needed` bytes more stay within the limit: the least recently used first, none that is in
 * use. Null where that is not enough; then nothing is worth dropping.
 */
export function segmentsToEvict<Segment extends Evictable>(
  segments: readonly Segment[],
  limitBytes: number,
  needed: number,
): Segment[] | null {
  let over = segments.reduce((sum, { bytes }) => sum + bytes, needed) - limitBytes;
  const evicted: Segment[] = [];
  const oldestFirst = segments
    .filter(({ inUse }) => !inUse)
    .sort((a, b) => a.lastUsedAt - b.lastUsedAt);
  for (const segment of oldestFirst) {
    if (over <= 0) break;
    evicted.push(segment);
    over -= segment.bytes;
  }
  return over <= 0 ? evicted : null;
}
