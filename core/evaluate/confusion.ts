import type { QueryOutcome } from './query-outcomes.ts';

/** An entry that came first in place of the right one. */
export type ConfusedKeys = { right: string; found: string; queries: number; examples: string[] };

const MOST_EXAMPLES = 3;

/**
 * Which entries are taken for which: the misses counted by right and found key, most frequent first, then by the keys. Of a
 * query with several right entries the one that ranks first counts. At most `most`.
 */
export function confusedEntries(outcomes: readonly QueryOutcome[], most = 50): ConfusedKeys[] {
  const pairs = new Map<string, ConfusedKeys>();
  for (const { query, right, found, outcome } of outcomes) {
    if (right === null || found === null || outcome === 'right') continue;
    const id = JSON.stringify([right, found]);
    const pair = pairs.get(id) ?? { right, found, queries: 0, examples: [] };
    pairs.set(id, pair);
    pair.queries += 1;
    if (pair.examples.length < MOST_EXAMPLES) pair.examples.push(query);
  }
  return [...pairs.values()]
    .sort((a, b) => b.queries - a.queries || compare(a.right, b.right) || compare(a.found, b.found))
    .slice(0, most);
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
