import type { Verdict } from '#core/contract/common.ts';
import { normaliseText } from '#core/text/normalise.ts';

/** What makes two judgments be about the same pair: the normalised query and the key. */
export function pairId(
  judgment: { query: string; key: string },
  normalise = normaliseText,
): string {
  const query = normalise(judgment.query);
  return `${query.length}:${query}${judgment.key}`;
}

/** The ids (see pairId) of pairs judged both yes and no. Left out of training and evaluation. */
export function contradictingPairs(
  judgments: Iterable<{ query: string; key: string; verdict: Verdict }>,
  normalise = normaliseText,
): Set<string> {
  const verdicts = new Map<string, Verdict>();
  const contradicting = new Set<string>();
  for (const judgment of judgments) {
    const id = pairId(judgment, normalise);
    const before = verdicts.get(id);
    if (before === undefined) verdicts.set(id, judgment.verdict);
    else if (before !== judgment.verdict) contradicting.add(id);
  }
  return contradicting;
}
