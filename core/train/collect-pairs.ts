import { EVIDENCE, type Evidence, evidenceAt } from '#core/match/evidence.ts';
import type { TrainingPairs } from '#core/match/match-model.ts';
import type { JudgedQuery } from './judged-queries.ts';

/** Near misses taken from each confirmed query. */
const NEAR_MISSES = 10;
/** What a near miss that nobody judged weighs beside a judgment. */
const NEAR_MISS_WEIGHT = 0.1;

/** What an entry found for a nonsense query weighs. */
const NONSENSE_WEIGHT = 0.25;

/** Grows while evidence comes in; `keyOf` names an entry by its number. */
export interface PairCollector {
  add(query: JudgedQuery, evidence: Evidence, keyOf: (entry: number) => string): void;
  /** Adds what was found for a query that nothing matches. */
  addNonsense(evidence: Evidence, keyOf: (entry: number) => string): void;
  /** Pairs so far. */
  pairs(): TrainingPairs;
  counts(): { queries: number; nearMisses: number };
}

/**
 * Turns evidence into training pairs: every judgment with weight 1, and for queries with a confirmed entry the nearest
 * retrieved entries that nobody judged, as weak negatives.
 */
export function pairCollector(): PairCollector {
  const values: number[] = [];
  const labels: number[] = [];
  const weights: number[] = [];
  let queries = 0;
  let nearMisses = 0;
  const push = (evidence: Evidence, i: number, label: number, weight: number) => {
    for (let c = 0; c < EVIDENCE.length; c += 1) {
      values.push(evidence.values[i * EVIDENCE.length + c] ?? 0);
    }
    labels.push(label);
    weights.push(weight);
  };
  return {
    addNonsense(evidence, keyOf) {
      for (const i of nearestUnjudged(evidence, keyOf, new Map())) {
        push(evidence, i, 0, NONSENSE_WEIGHT);
      }
    },
    add(query, evidence, keyOf) {
      queries += 1;
      const judged = new Map([
        ...query.no.map((key) => [key, 0] as const),
        ...query.yes.map((key) => [key, 1] as const),
      ]);
      evidence.entries.forEach((entry, i) => {
        const label = judged.get(keyOf(entry));
        if (label !== undefined) push(evidence, i, label, 1);
      });
      if (query.yes.length === 0) return;
      for (const i of nearestUnjudged(evidence, keyOf, judged)) {
        push(evidence, i, 0, NEAR_MISS_WEIGHT);
        nearMisses += 1;
      }
    },
    pairs: () => ({
      values: Float64Array.from(values),
      labels: Uint8Array.from(labels),
      weights: Float64Array.from(weights),
    }),
    counts: () => ({ queries, nearMisses }),
  };
}

function nearestUnjudged(
  evidence: Evidence,
  keyOf: (entry: number) => string,
  judged: ReadonlyMap<string, number>,
): number[] {
  const closeness = (i: number) =>
    evidenceAt(evidence, i, 'semantic') + evidenceAt(evidence, i, 'letters');
  const places = Array.from({ length: evidence.retrieved }, (_, i) => i);
  return places
    .filter((i) => !judged.has(keyOf(evidence.entries[i] as number)))
    .map((i) => ({ i, close: closeness(i) }))
    .sort((a, b) => b.close - a.close)
    .slice(0, NEAR_MISSES)
    .map(({ i }) => i);
}
