import { EVIDENCE, type Evidence, type EvidenceName, evidenceAt } from './evidence.ts';
import { logOdds, type MatchModel } from './match-model.ts';

/** One entry of a ranking; `i` is its place in the evidence. */
export interface RankedEntry {
  i: number;
  entry: number;
  /** Log-odds of the match model, or the fused reciprocal ranks before there is one. */
  score: number;
}

/** Far below any difference of two fused ranks: orders entries that filters let in from beyond both lists. */
const CLOSENESS = 1e-9;

/**
 * Reciprocal rank fusion of the two legs (Cormack, Clarke and Büttcher, 2009): sum of 1 / (k + rank). The evidence
 * carries 1 / (1 + rank counted from 0), 0 where a leg did not retrieve the entry. An equal text comes first.
 */
function fusedScore(evidence: Evidence, i: number, k: number): number {
  const share = (reciprocal: number) => (reciprocal === 0 ? 0 : 1 / (k + 1 / reciprocal));
  const closeness = evidenceAt(evidence, i, 'semantic') + evidenceAt(evidence, i, 'letters');
  return (
    share(evidenceAt(evidence, i, 'semanticRank')) +
    share(evidenceAt(evidence, i, 'lettersRank')) +
    evidenceAt(evidence, i, 'equal') +
    CLOSENESS * closeness
  );
}

/** Retrieved entries by one piece of evidence alone, best first; those without any are left out. */
export function rankByEvidence(
  evidence: Evidence,
  name: EvidenceName,
  tieRank: Uint32Array,
): RankedEntry[] {
  const scores = Float64Array.from(evidence.entries, (_, i) => evidenceAt(evidence, i, name));
  return retrievedByScore(evidence, scores, tieRank).filter(({ score }) => score > 0);
}

/** Retrieved entries best first; ties by key descending. Without a model: reciprocal rank fusion with constant `rrfK`. */
export function rankEntries(
  evidence: Evidence,
  model: MatchModel | null,
  rrfK: number,
  tieRank: Uint32Array,
): RankedEntry[] {
  return retrievedByScore(evidence, scoreEntries(evidence, model, rrfK), tieRank);
}

function retrievedByScore(
  evidence: Evidence,
  scores: Float64Array,
  tieRank: Uint32Array,
): RankedEntry[] {
  const ranked: RankedEntry[] = [];
  for (let i = 0; i < evidence.retrieved; i += 1) {
    ranked.push({ i, entry: evidence.entries[i] as number, score: scores[i] as number });
  }
  return ranked.sort(
    (a, b) => b.score - a.score || (tieRank[a.entry] as number) - (tieRank[b.entry] as number),
  );
}

/** [n] score of every entry in the evidence, retrieved or asked for. */
export function scoreEntries(
  evidence: Evidence,
  model: MatchModel | null,
  rrfK: number,
): Float64Array {
  if (model) return logOdds(model, evidence.values);
  return Float64Array.from(evidence.entries, (_, i) => fusedScore(evidence, i, rrfK));
}

/** The evidence of the i-th entry alone, [EVIDENCE.length]. */
export const evidenceRow = (evidence: Evidence, i: number): Float64Array =>
  evidence.values.subarray(i * EVIDENCE.length, (i + 1) * EVIDENCE.length);
