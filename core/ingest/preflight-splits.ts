import { Split } from '#core/contract/common.ts';
import type { Finding } from '#core/contract/data.ts';
import { finding, firstRows } from './finding.ts';
import { nameOf, type PreflightFacts } from './preflight-facts.ts';
import { counted, listed, quoted } from './words.ts';

/** Fewer yes or no than this in a split, and thresholds are not chosen from it (docs: methods). */
const ENOUGH_JUDGMENTS = 50;

/** Findings about the splits; none where it is not known who is in which, or there is nothing to split. */
export function splitFindings(facts: PreflightFacts): Finding[] {
  if (!facts.splitOf || facts.judgments.length === 0) return [];
  return [tooFewJudgments(facts, facts.splitOf), leakedQueries(facts, facts.splitOf)].filter(
    (found) => found !== undefined,
  );
}

type SplitOf = (query: string) => Split;

function tooFewJudgments(facts: PreflightFacts, splitOf: SplitOf): Finding | undefined {
  const short = [...usableCounts(facts, splitOf)]
    .filter(([, { yes, no }]) => yes < ENOUGH_JUDGMENTS || no < ENOUGH_JUDGMENTS)
    .map(([split, { yes, no }]) => `${split} has ${yes} yes and ${no} no`);
  if (short.length === 0) return undefined;
  return finding({
    rule: 'too-few-judgments',
    level: 'warn',
    title: 'Too few judgments to choose thresholds',
    detail: `${listed(short)}; fewer than ${ENOUGH_JUDGMENTS} of either mean that the documented default thresholds are used, and what depends on them says so.`,
    rows: short.map((text) => ({ text })),
  });
}

/** Judgments per split that training and evaluation can use: key known, not contradicted. */
function usableCounts(
  { judgments, entriesByKey, contradicting }: PreflightFacts,
  splitOf: SplitOf,
) {
  const counts = new Map(Split.options.map((split) => [split, { yes: 0, no: 0 }]));
  for (const judgment of judgments) {
    if (!entriesByKey.has(judgment.key) || contradicting.has(judgment)) continue;
    const count = counts.get(splitOf(judgment.query));
    if (count) count[judgment.verdict]++;
  }
  return counts;
}

/** An entry's key as a query stands for its own terms: that is its meaning, not a leak. */
function leakedQueries(facts: PreflightFacts, splitOf: SplitOf): Finding | undefined {
  const { judgments, isKey, entriesByTerm, normalise } = facts;
  const leaked = [...new Set(judgments.map(({ query }) => query))].flatMap((query) => {
    const entry = entriesByTerm.get(normalise(query))?.[0];
    if (!entry || isKey(query) || splitOf(query) !== 'test') return [];
    return [{ query, entry }];
  });
  const rows = firstRows(leaked, ({ query, entry }) => ({
    text: `${quoted(query)} is a term of ${nameOf(entry)} (${entry.key})`,
  }));
  if (!rows[0]) return undefined;
  return finding({
    rule: 'test-queries-are-terms',
    level: 'warn',
    title: `${counted(leaked.length, 'test query is', 'test queries are')} also ${leaked.length === 1 ? 'a term' : 'terms'}`,
    detail: `${rows[0].text}. Such queries flatter the result; it is reported with and without them.`,
    count: leaked.length,
    rows,
  });
}
