import type { CacheOverview } from '#core/contract/index.ts';
import { formatBytes, formatCount, formatPercent } from '#renderer/ui/format.ts';

/** How full the cache is: `1.2 GB, 29 % of what it may take`, and 0..1. */
export function cacheFill({ bytes, limitBytes }: CacheOverview): { words: string; share: number } {
  const share = limitBytes > 0 ? Math.min(1, bytes / limitBytes) : 0;
  return { words: `${formatBytes(bytes)}, ${formatPercent(share)} of what it may take`, share };
}

/** How often a text was there already: percent and counts; null while nothing was asked for. */
export function hitRate({
  asked,
  found,
}: CacheOverview): { percent: string; words: string } | null {
  if (asked === 0) return null;
  return {
    // 100 % only where nothing at all was missing.
    percent: `${Math.floor((found / asked) * 100)}\u00a0%`,
    words: `${formatCount(found)} of ${formatCount(asked)} texts were there when asked for`,
  };
}

/** Spaces with the largest first. */
export function spacesBySize({ spaces }: CacheOverview): CacheOverview['spaces'] {
  return spaces.toSorted((a, b) => b.bytes - a.bytes);
}
