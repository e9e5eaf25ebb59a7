import { bandOf } from '#core/calibrate/band-of.ts';
import { type Calibration, calibrated } from '#core/calibrate/calibration.ts';
import type { Thresholds } from '#core/contract/metrics.ts';
import { type Evidence, evidenceAt } from '#core/match/evidence.ts';
import { gatherEvidence } from '#core/match/gather-evidence.ts';
import type { MatchIndex } from '#core/match/match-index.ts';
import type { MatchModel } from '#core/match/match-model.ts';
import { mergeEvidence } from '#core/match/merge-evidence.ts';
import { rankEntries, scoreEntries } from '#core/match/rank-entries.ts';
import type { FoundPair, PoolQuery, QueryAnswer } from './review-query.ts';

/** What of a version answers. */
export interface Answerer {
  index: MatchIndex;
  match: {
    model: MatchModel | null;
    calibration: Calibration | null;
    candidates: number;
    rrfK: number;
  };
  thresholds: Pick<Thresholds, 'accept' | 'reject'>;
}

/** A query, and keys that are to be scored wherever they stand. */
export interface Question {
  query: Pick<PoolQuery, 'texts' | 'self'>;
  include: readonly string[];
}

/** Entries of a query that are looked at: the version's favourites, among them what it is unsure of. */
export const BEST_OF_A_QUERY = 8;

/** What the version says of each question, in their order, exactly as a search would; others may run in between. */
export async function* askVersion(
  version: Answerer,
  questions: readonly Question[],
  breathe: () => Promise<void>,
): AsyncGenerator<QueryAnswer> {
  const { index } = version;
  const numbers = (keys: readonly string[]) =>
    keys.map((key) => index.entryNumber(key)).filter((entry) => entry !== undefined);
  // Where several texts are merged, no entry may have been left out of one of them.
  const isPlain = ({ query }: Question) => query.texts.length === 1 && query.self === null;
  const plain = questions.filter(isPlain);
  const plainEvidence = gatherEvidence(
    index,
    plain.map(({ query, include }) => ({ text: query.texts[0] ?? '', include: numbers(include) })),
    optionsOf(version, true),
  );
  for (const question of questions) {
    await breathe();
    const include = numbers(question.include);
    const evidence = isPlain(question)
      ? await nextOf(plainEvidence)
      : await mergedEvidence(version, question.query, include);
    yield answerOf(version, evidence, include);
  }
}

function optionsOf({ match: { candidates, model } }: Answerer, onlyBest: boolean) {
  return { candidates, best: onlyBest && model ? { k: BEST_OF_A_QUERY, model } : undefined };
}

async function nextOf(all: AsyncGenerator<Evidence>): Promise<Evidence> {
  const { value, done } = await all.next();
  if (done) throw new Error('there is less evidence than questions');
  return value;
}

async function mergedEvidence(
  version: Answerer,
  { texts, self }: Question['query'],
  include: readonly number[],
): Promise<Evidence> {
  const queries = texts.map((text) => ({ text, include }));
  const parts: Evidence[] = [];
  for await (const part of gatherEvidence(version.index, queries, optionsOf(version, false))) {
    parts.push(part);
  }
  const without = self === null ? null : (version.index.entryNumber(self) ?? null);
  return mergeEvidence(parts, without);
}

function answerOf(version: Answerer, evidence: Evidence, include: readonly number[]): QueryAnswer {
  const { index, match } = version;
  const ranked = rankEntries(evidence, match.model, match.rrfK, index.tieRank);
  const best = ranked
    .slice(0, BEST_OF_A_QUERY)
    .map(({ i, score }) => foundPair(version, evidence, i, score));
  const wanted = new Set(include);
  const scores = wanted.size > 0 ? scoreEntries(evidence, match.model, match.rrfK) : [];
  const asked = new Map<string, FoundPair>();
  evidence.entries.forEach((entry, i) => {
    if (!wanted.has(entry)) return;
    const pair = foundPair(version, evidence, i, scores[i] ?? 0);
    asked.set(pair.key, pair);
  });
  return { best, asked };
}

function foundPair(
  { index, match, thresholds }: Answerer,
  evidence: Evidence,
  i: number,
  score: number,
): FoundPair {
  const { model, calibration } = match;
  const probability = model && calibration ? calibrated(calibration, score) : null;
  return {
    key: index.keyOf(evidence.entries[i] ?? -1),
    probability,
    band: probability === null ? null : bandOf(probability, thresholds),
    semantic: evidenceAt(evidence, i, 'semantic'),
    letters: evidenceAt(evidence, i, 'letters'),
    semanticRank: evidenceAt(evidence, i, 'semanticRank'),
    lettersRank: evidenceAt(evidence, i, 'lettersRank'),
  };
}
