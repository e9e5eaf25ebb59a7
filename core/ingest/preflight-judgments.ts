import type { Finding } from '#core/contract/data.ts';
import { pairId } from './contradictions.ts';
import { finding, firstRows } from './finding.ts';
import { type JudgedPair, nameOf, type PreflightFacts } from './preflight-facts.ts';
import { counted, listed, quoted } from './words.ts';

/** Findings about the ledger. */
export function judgmentFindings(facts: PreflightFacts): Finding[] {
  return [
    noJudgments(facts),
    contradictions(facts),
    unknownKeys(facts),
    sameButForSpelling(facts),
  ].filter((found) => found !== undefined);
}

function noJudgments({ judgments }: PreflightFacts): Finding | undefined {
  if (judgments.length > 0) return undefined;
  return finding({
    rule: 'no-judgments',
    level: 'note',
    title: 'No judgments yet',
    detail:
      'Entries can be searched, but without a probability, and nothing can be measured: add feedback, or judge results while searching.',
  });
}

function contradictions(facts: PreflightFacts): Finding | undefined {
  const { contradicting, entriesByKey, normalise } = facts;
  const [first] = contradicting;
  if (!first) return undefined;
  const name = ({ key }: JudgedPair): string => {
    const entry = entriesByKey.get(key);
    return entry ? nameOf(entry) : key;
  };
  const sideBySide = [...contradicting].toSorted((a, b) =>
    compare(pairId(a, normalise), pairId(b, normalise)),
  );
  return finding({
    rule: 'contradicting-judgments',
    level: 'warn',
    title: `${counted(contradicting.size, 'judgment')} contradict each other`,
    detail: `${quoted(first.query)} is right and wrong for ${name(first)}; left out of training and evaluation until you decide.`,
    count: contradicting.size,
    rows: firstRows(sideBySide, (judgment) => ({
      text: `${judgment.verdict}: ${quoted(judgment.query)} for ${name(judgment)} (${judgment.key})`,
    })),
  });
}

function unknownKeys(facts: PreflightFacts): Finding | undefined {
  const { judgments, entriesByKey } = facts;
  const unknown = judgments.filter(({ key }) => !entriesByKey.has(key));
  const [first] = unknown;
  if (!first) return undefined;
  return finding({
    rule: 'unknown-keys',
    level: 'note',
    title: `${counted(unknown.length, 'judgment names', 'judgments name')} unknown keys`,
    detail: `No entry has the key ${quoted(first.key)}, for example. Kept, not used.${swapped(unknown, facts)}`,
    count: unknown.length,
    rows: firstRows(unknown, ({ query, key }) => ({ text: `${quoted(key)} for ${quoted(query)}` })),
  });
}

/** What is matched is always an entry of the canonical collection: says so where the sides seem to be the wrong way round. */
function swapped(unknown: readonly JudgedPair[], { others = [] }: PreflightFacts): string {
  const other = others.find(
    ({ keys }) => 2 * unknown.filter(({ key }) => keys.has(key)).length > unknown.length,
  );
  if (!other) return '';
  return ` Most are keys of ${other.name}, and what is matched is the canonical collection: import the file again with query and matched key the other way round.`;
}

function sameButForSpelling({ judgments, normalise }: PreflightFacts): Finding | undefined {
  const spellings = new Map<string, Set<string>>();
  for (const { query } of judgments) {
    const normal = normalise(query);
    const known = spellings.get(normal);
    if (known) known.add(query);
    else spellings.set(normal, new Set([query]));
  }
  const groups = [...spellings.values()].filter(({ size }) => size > 1).map((group) => [...group]);
  const [first] = groups;
  if (!first) return undefined;
  const count = groups.reduce((sum, group) => sum + group.length, 0);
  return finding({
    rule: 'queries-differ-in-spelling',
    level: 'note',
    title: `${counted(count, 'query', 'queries')} differ only in case or accents`,
    detail: `${listed(first.map(quoted))} share one split.`,
    count,
    rows: firstRows(groups, (group) => ({ text: listed(group.map(quoted)) })),
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
