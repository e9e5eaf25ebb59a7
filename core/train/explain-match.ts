import { straightLine } from '#core/calibrate/calibration.ts';
import type { Contribution } from '#core/contract/search.ts';
import { EVIDENCE, EVIDENCE_GROUP, type Evidence } from '#core/match/evidence.ts';
import { contributionsByEvidence } from '#core/match/match-model.ts';
import { mergeEvidence } from '#core/match/merge-evidence.ts';
import { evidenceRow, scoreEntries } from '#core/match/rank-entries.ts';
import { evidenceFor, type Match, type Matcher, matchOf, rankingOf } from './match-texts.ts';
import type { MatchModelFile } from './version-files.ts';

/** Why an entry stands where it stands. */
export interface MatchExplanation {
  match: Match;
  /** From 1; null where no leg found it. */
  rank: number | null;
  /** Every piece of evidence; its log-odds are 0 without a match model. */
  evidence: (Contribution & { group: string })[];
  runnerUp: Match | null;
  /** Log-odds of the entry less the runner-up's, calibrated; null without a match model. */
  margin: number | null;
}

/** Explains what several texts that mean the same say of one entry; `without` is left out, as in a search by key. */
export async function explainMatch(
  matcher: Matcher,
  texts: readonly string[],
  without: number | null,
  entry: number,
): Promise<MatchExplanation> {
  const parts: Evidence[] = [];
  for await (const part of evidenceFor(matcher, texts, {}, { include: [entry] })) parts.push(part);
  const evidence = mergeEvidence(parts, without);
  const ranking = rankingOf(matcher, evidence);
  const place = ranking.findIndex((ranked) => ranked.entry === entry);
  const i = evidence.entries.indexOf(entry);
  const { model, rrfK } = matcher.match;
  const score = scoreEntries(evidence, model, rrfK)[i] ?? 0;
  const runnerUp = ranking.find((ranked) => ranked.entry !== entry);
  const slope = slopeOf(matcher.match);
  return {
    match: matchOf(matcher, evidence, { i, entry, score }),
    rank: place < 0 ? null : place + 1,
    evidence: piecesOf(matcher.match, evidenceRow(evidence, i), slope),
    runnerUp: runnerUp ? matchOf(matcher, evidence, runnerUp) : null,
    margin: model && runnerUp ? slope * (score - runnerUp.score) : null,
  };
}

/** What the calibration stretches log-odds by. */
function slopeOf({ calibration }: MatchModelFile): number {
  return (calibration && straightLine(calibration)?.slope) ?? 1;
}

function piecesOf({ model }: MatchModelFile, values: Float64Array, slope: number) {
  const logOdds = model && contributionsByEvidence(model, values, slope);
  return EVIDENCE.map((name, column) => ({
    name,
    group: EVIDENCE_GROUP[name],
    value: values[column] ?? 0,
    logOdds: logOdds?.[column] ?? 0,
  }));
}
