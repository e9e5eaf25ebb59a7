import type { Match } from '#core/train/match-texts.ts';
import type { ServedVersion } from '#core/train/served-version.ts';
import { type SearchTurns, searchTurns } from './search-turns.ts';

/** Keeps the values that were used last. */
export interface RecentValues<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/** A longer key would weigh more than what it saves. */
const LONGEST_KEY = 10_000;

/** At most `capacity` values; the one that was not used for longest makes room. Very long keys are not kept. */
export function recentValues<Value>(capacity: number): RecentValues<Value> {
  const kept = new Map<string, Value>();
  const use = (key: string, value: Value) => {
    kept.delete(key);
    kept.set(key, value);
  };
  return {
    get(key) {
      const value = kept.get(key);
      if (value !== undefined) use(key, value);
      return value;
    },
    set(key, value) {
      if (key.length > LONGEST_KEY) return;
      use(key, value);
      const [oldest] = kept.keys();
      if (kept.size > capacity && oldest !== undefined) kept.delete(oldest);
    },
  };
}

/** What filters leave of a collection. */
export interface Admitted {
  /** [entries] 1 where they admit an entry; null where there are none. */
  mask: Uint8Array | null;
  count: number;
}

/** What is remembered of a version for as long as it is in memory. */
export interface QueryCache {
  /** Answers without judgments, which may change at any time. */
  answers: RecentValues<Match[]>;
  /** As large as the collection, so only those in use. */
  admitted: RecentValues<Admitted>;
  inTurn: SearchTurns;
}

const ANSWERS = 200;
const FILTERS = 4;

/** Gives the cache of a version; it goes when the version does. */
export function queryCaches(): (version: ServedVersion) => QueryCache {
  const caches = new WeakMap<ServedVersion, QueryCache>();
  return (version) => {
    const known = caches.get(version);
    if (known) return known;
    const made: QueryCache = {
      answers: recentValues(ANSWERS),
      admitted: recentValues(FILTERS),
      inTurn: searchTurns(),
    };
    caches.set(version, made);
    return made;
  };
}
