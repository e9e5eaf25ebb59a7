import { shuffle } from '#core/math/seeded-random.ts';
import type { JudgedQuery } from './judged-queries.ts';
import type { LearningSplit } from './learn.ts';

/** Who teaches the adapter, and who says when to stop. */
export interface AdapterPlan {
  learnFrom: JudgedQuery[];
  /** Confirmed queries that it does not learn from: early stopping looks at them. */
  aside: JudgedQuery[];
}

/**
 * Folds whose queries teach the first adapter. The match model learns from the others, to which the adapter is as new as
 * to a test query: what it says of queries that it has learnt would be taken for more than it is.
 */
const ADAPTER_FOLDS: ReadonlySet<number> = new Set([3, 4]);
const ASIDE_SHARE = 0.3;
const MOST_ASIDE = 400;
/** With fewer, chance decides when to stop. */
const LEAST_ASIDE = 20;

/** Did this query teach the first adapter, or say when to stop? */
export const taughtAdapter = (query: JudgedQuery, foldOf: LearningSplit['foldOf']): boolean =>
  ADAPTER_FOLDS.has(foldOf.get(query.normalised) ?? -1);

/** Divides the adapter's folds, near-identical queries together; null where too few queries are confirmed. */
export function planAdapter(
  train: readonly JudgedQuery[],
  foldOf: LearningSplit['foldOf'],
  random: () => number,
): AdapterPlan | null {
  const own = train.filter((query) => taughtAdapter(query, foldOf));
  const groups = shuffle([...new Set(own.map(({ group }) => group))], random);
  const kept = new Set(groups.slice(0, Math.floor(groups.length * ASIDE_SHARE)));
  const aside = own.filter(({ group, yes }) => kept.has(group) && yes.length > 0);
  if (aside.length < LEAST_ASIDE) return null;
  return {
    learnFrom: own.filter(({ group }) => !kept.has(group)),
    aside: aside.slice(0, MOST_ASIDE),
  };
}
