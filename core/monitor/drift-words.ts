import type { Drift } from '#core/contract/monitor.ts';
import { LEAST_QUERIES, LEAST_REFERENCE } from './least-queries.ts';

export type Level = Exclude<Drift['verdict'], 'unknown'>;

/** What each comparison came to. */
export interface Found {
  scores: Level;
  outOfVocabulary: Level;
  lowSimilarity: Level;
}

type Shares = Record<'outOfVocabulary' | 'lowSimilarity', Drift['outOfVocabulary']>;

/** Why nothing can be said; `reference` is the number of test queries, null where the version keeps none. */
export function unknownInWords(reference: number | null, queries: number): string {
  if (reference === null)
    return 'This version does not keep what its own test queries found, so there is nothing to compare with. Train a new version.';
  if (reference < LEAST_REFERENCE)
    return `This version was measured on ${reference} test queries; at least ${LEAST_REFERENCE} are needed to compare with. Import more feedback and train again.`;
  return `${queries === 0 ? 'No query has' : `Only ${queries} ${queries === 1 ? 'query has' : 'queries have'}`} come in so far; from ${LEAST_QUERIES} on they are compared with those that the version was measured on.`;
}

/** The verdict, what it rests on, and what to do. */
export function foundInWords(verdict: Level, found: Found, shares: Shares): string {
  if (verdict === 'stable')
    return 'Incoming queries look like those that the version was measured on.';
  const reasons = reasonsOf(found, shares).join('; ');
  return verdict === 'shifting'
    ? `Incoming queries begin to differ from those that the version was measured on: ${reasons}. Judge some of them, and look here again.`
    : `Incoming queries differ from those that the version was measured on: ${reasons}. Its measured accuracy may not hold for them. Collect feedback on some hundred of them, import it, and train again.`;
}

function reasonsOf(found: Found, { outOfVocabulary, lowSimilarity }: Shares): string[] {
  const from = (shares: Drift['outOfVocabulary']) =>
    `${percent(shares?.observed ?? 0)} instead of ${percent(shares?.expected ?? 0)}`;
  return [
    found.scores === 'stable' ? '' : 'the scores of first hits are spread otherwise',
    found.outOfVocabulary === 'stable'
      ? ''
      : `${from(outOfVocabulary)} have mostly words that the dictionary does not know`,
    found.lowSimilarity === 'stable' ? '' : `${from(lowSimilarity)} find nothing similar`,
  ].filter((reason) => reason !== '');
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
