import type { Evidence } from '#core/match/evidence.ts';
import {
  type GatherOptions,
  gatherEvidence,
  type MatchQuery,
} from '#core/match/gather-evidence.ts';
import { type HiddenTerms, NOTHING_HIDDEN } from '#core/match/hidden-terms.ts';
import type { MatchIndex } from '#core/match/match-index.ts';
import { mergeEvidence } from '#core/match/merge-evidence.ts';
import type { JudgedQuery } from './judged-queries.ts';

export interface QueryEvidenceOptions extends GatherOptions {
  /** For training queries: the terms that the query must not find. */
  hiddenFor?: (query: JudgedQuery) => HiddenTerms;
}

/** Evidence of each judged query in order; its judged entries are always among the entries. */
export async function* queryEvidence(
  index: MatchIndex,
  queries: readonly JudgedQuery[],
  { hiddenFor, ...options }: QueryEvidenceOptions,
): AsyncGenerator<{ query: JudgedQuery; evidence: Evidence }> {
  const number = (key: string) => index.entryNumber(key);
  const texts: MatchQuery[] = queries.flatMap((query) => {
    const include = [...query.yes, ...query.no].map(number).filter((entry) => entry !== undefined);
    const hidden = hiddenFor?.(query) ?? NOTHING_HIDDEN;
    return query.texts.map((text) => ({ text, include, hidden }));
  });
  const all = gatherEvidence(index, texts, options);
  for (const query of queries) {
    const parts: Evidence[] = [];
    while (parts.length < query.texts.length) {
      const { value, done } = await all.next();
      if (done) break;
      parts.push(value);
    }
    const [only] = parts;
    const merge = parts.length !== 1 || only === undefined || query.self !== null;
    const self = query.self === null ? null : (number(query.self) ?? null);
    yield { query, evidence: merge ? mergeEvidence(parts, self) : only };
  }
}
