import { bandOf } from '#core/calibrate/band-of.ts';
import { calibrated, straightLine } from '#core/calibrate/calibration.ts';
import type { Band } from '#core/contract/common.ts';
import type { Contribution, SearchMode } from '#core/contract/search.ts';
import { type Evidence, evidenceAt } from '#core/match/evidence.ts';
import { type GatherOptions, gatherEvidence } from '#core/match/gather-evidence.ts';
import { contributionsOf } from '#core/match/match-model.ts';
import { mergeEvidence } from '#core/match/merge-evidence.ts';
import {
  evidenceRow,
  type RankedEntry,
  rankByEvidence,
  rankEntries,
} from '#core/match/rank-entries.ts';
import { isOutOfVocabulary } from '#core/match/unknown-words.ts';
import { logit } from '#core/math/special-functions.ts';
import type { Answering } from './served-version.ts';
import type { MatchModelFile } from './version-files.ts';

/** The part of a collection that matches; a version that is not written yet has it too. */
export type Matcher = Pick<Answering, 'index' | 'match' | 'thresholds'>;

/** One entry that a version found, best first. */
export interface Match {
  key: string;
  name: string;
  term: string;
  learnt: boolean;
  probability: number | null;
  band: Band | null;
  semantic: number;
  lexical: number;
  contributions: Contribution[];
}

/** The calibrated probability of a score, or null where the version has no match model. */
export function probabilityOf({ match }: Pick<Matcher, 'match'>, score: number): number | null {
  if (match.model === null || match.calibration === null) return null;
  return calibrated(match.calibration, score);
}

export interface MatchOptions {
  /** How many entries. */
  k: number;
  mode?: SearchMode;
  /** [entries] 1 where the filters admit; null: everywhere. */
  admitted?: Uint8Array | null;
  /** Work that has not begun is left undone once it is aborted. */
  signal?: AbortSignal | undefined;
}

/** The best k entries for each text, in the order of the texts. */
export async function* matchTexts(
  matcher: Matcher,
  texts: readonly string[],
  options: MatchOptions,
): AsyncGenerator<Match[]> {
  const { k, mode = 'hybrid' } = options;
  const { model } = matcher.match;
  const best = mode === 'hybrid' && model !== null ? { k, model } : undefined;
  for await (const evidence of evidenceFor(matcher, texts, options, { best })) {
    yield matchesOf(matcher, evidence, options);
  }
}

/** What a text of a table found, and whether the dictionary knows its words. */
export interface MatchedText {
  matches: Match[];
  outOfVocabulary: boolean;
}

/** As matchTexts, with what else is counted of each text. */
export async function* matchTableTexts(
  matcher: Matcher,
  texts: readonly string[],
  options: MatchOptions,
): AsyncGenerator<MatchedText> {
  let at = 0;
  for await (const matches of matchTexts(matcher, texts, options)) {
    yield { matches, outOfVocabulary: isOutOfVocabulary(matcher.index, texts.slice(at, at + 1)) };
    at += 1;
  }
}

/** The best k entries for several texts that mean the same, `without` one entry. */
export async function matchTogether(
  matcher: Matcher,
  texts: readonly string[],
  without: number | null,
  options: MatchOptions,
): Promise<Match[]> {
  const parts: Evidence[] = [];
  for await (const part of evidenceFor(matcher, texts, options)) parts.push(part);
  return matchesOf(matcher, mergeEvidence(parts, without), options);
}

/** Evidence of each text in order; `include` is described wherever it stands. */
export function evidenceFor(
  { index, match }: Matcher,
  texts: readonly string[],
  { admitted = null, signal }: Omit<MatchOptions, 'k'>,
  { include = [], best }: { include?: readonly number[]; best?: GatherOptions['best'] } = {},
): AsyncGenerator<Evidence> {
  const queries = texts.map((text) => ({ text, include }));
  const { candidates } = match;
  return gatherEvidence(index, queries, { candidates, admitted, best, ...(signal && { signal }) });
}

/** Retrieved entries best first. */
export function rankingOf(
  { index, match }: Matcher,
  evidence: Evidence,
  mode: SearchMode = 'hybrid',
): RankedEntry[] {
  if (mode === 'hybrid') return rankEntries(evidence, match.model, match.rrfK, index.tieRank);
  return rankByEvidence(evidence, mode === 'meaning' ? 'semantic' : 'letters', index.tieRank);
}

function matchesOf(matcher: Matcher, evidence: Evidence, { k, mode }: MatchOptions): Match[] {
  const ranked = rankingOf(matcher, evidence, mode).slice(0, k);
  // A leg's order is by its own score; the probability stays that of the match model.
  const scores = mode && mode !== 'hybrid' ? modelScores(matcher, evidence) : null;
  return ranked.map(({ i, entry, score }) =>
    matchOf(matcher, evidence, { i, entry, score: scores?.get(i) ?? score }),
  );
}

/** Place in the evidence -> log-odds. */
function modelScores(matcher: Matcher, evidence: Evidence): Map<number, number> {
  return new Map(rankingOf(matcher, evidence).map(({ i, score }) => [i, score]));
}

/** One entry of a ranking, as it is shown. */
export function matchOf(
  matcher: Matcher,
  evidence: Evidence,
  { i, entry, score }: RankedEntry,
): Match {
  const { index, match, thresholds } = matcher;
  const row = evidence.rows[i] ?? -1;
  const probability = probabilityOf(matcher, score);
  return {
    key: index.keyOf(entry),
    name: index.nameOf(entry),
    term: row < 0 ? '' : index.termOf(row),
    learnt: row >= 0 && index.learntFrom(row) !== null,
    probability,
    band: probability === null ? null : bandOf(probability, thresholds),
    semantic: evidenceAt(evidence, i, 'semantic'),
    lexical: evidenceAt(evidence, i, 'letters'),
    contributions: explain(match, evidenceRow(evidence, i)),
  };
}

/**
 * Contributions to the calibrated log-odds. A calibration that is a straight line stretches and shifts them; what any other
 * adds to the model's log-odds stands by itself, so that the sum is still that of the probability.
 */
function explain({ model, calibration }: MatchModelFile, values: Float64Array): Contribution[] {
  if (model === null || calibration === null) return [];
  const line = straightLine(calibration);
  if (line) return contributionsOf(model, values, line.slope, line.intercept);
  const plain = contributionsOf(model, values, 1, 0);
  const score = plain.reduce((sum, { logOdds }) => sum + logOdds, 0);
  const bent = logit(calibrated(calibration, score)) - score;
  return [...plain, { name: 'Calibration', value: 1, logOdds: bent }];
}
