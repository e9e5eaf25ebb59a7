import type { Finding, FindingLevel } from '#core/contract/data.ts';
import { factsOf, type PreflightInput } from './preflight-facts.ts';
import { judgmentFindings } from './preflight-judgments.ts';
import { splitFindings } from './preflight-splits.ts';
import { termFindings } from './preflight-terms.ts';

const RANK: Record<FindingLevel, number> = { block: 0, warn: 1, note: 2 };

/** What the user should know before training, worst first. Pure: nothing is changed. */
export function preflight(input: PreflightInput): Finding[] {
  const facts = factsOf(input);
  const findings = [...judgmentFindings(facts), ...termFindings(facts), ...splitFindings(facts)];
  return findings.toSorted((a, b) => RANK[a.level] - RANK[b.level]);
}
