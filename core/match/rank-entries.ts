import { EVIDENCE, type Evidence, evidenceAt } from './evidence.ts';
import { logOdds, type MatchModel } from './match-model.ts';

/** One entry of a ranking; `i` is its place in the evidence. */
export interface RankedEntry {
  i: number;
  entry: number;
  /** Log-odds of the match model, or the fused reciprocal ranks before there is one. */
  score: number;
}

/**
 * Reciprocal rank fusion of the two legs (Cormack, Clarke and Büttcher, 2009): sum of 1 / (k + rank). The evidence
 * carries 1 / (1 + rank counted from 0), 0 where a leg did not retrieve the entry. An equal text comes first.
 */
function fusedScore(evidence: Evidence, i: number, k: number): number {
  const share = (reciprocal: number) => (reciprocal === 0 ? 0 : 1 / (k + 1 / reciprocal));
  return (
    share(evidenceAt(evidence, i, 'semanticRank')) +
    share(evidenceAt(evidence, i, 'lettersRank')) +
    evidenceAt(evidence, i, 'equal')
  );
}

/** Retrieved entries best first; ties by key descending. Without a model: reciprocal rank fusion with constant `rrfK`. */
export function rankEntries(
  evidence: Evidence,
  model: MatchModel | null,
  rrfK: number,
  tieRank: Uint32Array,
): RankedEntry[] {
  const scores = scoreEntries(evidence, model, rrfK);
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
