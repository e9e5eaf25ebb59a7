import type { FirstHit } from '#core/contract/monitor.ts';
import { type Evidence, evidenceAt } from '#core/match/evidence.ts';
import type { MatchIndex } from '#core/match/match-index.ts';
import type { RankedEntry } from '#core/match/rank-entries.ts';
import { isOutOfVocabulary } from '#core/match/unknown-words.ts';
import type { FileReader } from '#core/platform/files.ts';
import { type Match, type Matcher, probabilityOf } from './match-texts.ts';

/** What is known of a query's first hit before it is calibrated; the score is null where nothing was found. */
export interface ScoredFirst extends Pick<FirstHit, 'similarity' | 'outOfVocabulary'> {
  score: number | null;
}

/** The first hit of a query that is searched with some texts. */
export function scoredFirst(
  index: MatchIndex,
  texts: readonly string[],
  evidence: Evidence,
  first: RankedEntry | undefined,
): ScoredFirst {
  return {
    score: first?.score ?? null,
    similarity: first ? evidenceAt(evidence, first.i, 'semantic') : 0,
    outOfVocabulary: isOutOfVocabulary(index, texts),
  };
}

/** The same of an answer. */
export const firstHitOf = (
  index: MatchIndex,
  texts: readonly string[],
  [first]: readonly Pick<Match, 'probability' | 'band' | 'semantic'>[],
): FirstHit => ({
  probability: first?.probability ?? null,
  band: first?.band ?? null,
  similarity: first?.semantic ?? 0,
  outOfVocabulary: isOutOfVocabulary(index, texts),
});

/** Where a version keeps what its own test queries found, for comparing with those that come in later. */
export const firstHitsPath = (files: Pick<FileReader, 'join'>, folder: string) =>
  files.join(folder, 'predictions', 'first-hits.json');

/** Of each test query: probability, similarity, 1 for out of vocabulary. No text and no key. */
export function formatFirstHits(version: Matcher, hits: readonly ScoredFirst[]): string {
  const firstHits = hits.map(({ score, similarity, outOfVocabulary }) => {
    const probability = score === null ? null : probabilityOf(version, score);
    return [probability && rounded(probability), rounded(similarity), Number(outOfVocabulary)];
  });
  return `${JSON.stringify({ schema: 1, firstHits })}\n`;
}

const rounded = (value: number) => Number(value.toFixed(6));
