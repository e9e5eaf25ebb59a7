import { LEAST_PER_VERDICT } from '#core/calibrate/thresholds.ts';
import { LEAST_QUERIES } from './slices.ts';
import type { Scores } from './stored-scores.ts';

/** What the numbers of a version rest on. */
export type Grounds = {
  /** Null: nothing is stored that could be looked at, or nothing could be measured. */
  scores: Pick<Scores, 'perQuery' | 'outcomes' | 'pairs'> | null;
  /** What choosing the version's thresholds had to say. */
  thresholdNotes: readonly string[];
  today: boolean;
  /** Judged queries in today's test split. */
  testQueries: number;
  /** The version gives probabilities. */
  probability: boolean;
  /** Judgments of the calibrate split; null where they were not kept. */
  calibrate: { yes: number; no: number } | null;
};

/** What cannot be claimed of a version, and why, in sentences; [] when all is well. */
export function detailNotes(grounds: Grounds): string[] {
  const { scores, today, testQueries, probability } = grounds;
  if (testQueries === 0) return [NO_TEST];
  if (scores === null) {
    return ['What this version answered to each test query is not known: re-score it.'];
  }
  const notes = today
    ? []
    : ['These numbers are of the day on which the version was made: re-score it.'];
  notes.push(...rankingNotes(scores));
  if (!probability) {
    notes.push(
      'The version has no match model, so it gives no probability: there is no threshold to look at.',
    );
    return notes;
  }
  return [...notes, ...pairNotes(scores.pairs), ...pointNotes(grounds)];
}

const NO_TEST =
  'No judged query fell into the test split: nothing is claimed about this version. Judge more queries, or import more judgments.';

function rankingNotes({ perQuery, outcomes }: NonNullable<Grounds['scores']>): string[] {
  if (perQuery.size === 0) {
    return [
      `None of the ${outcomes.length} judged test queries has a right entry, so no ranking could be better than another: nothing is claimed about it.`,
    ];
  }
  if (perQuery.size >= LEAST_QUERIES) return [];
  return [
    `Only ${counted(perQuery.size, 'test query has', 'test queries have')} a right entry: the intervals of the ranking measures cannot be trusted with fewer than ${LEAST_QUERIES}.`,
  ];
}

function pairNotes(pairs: Scores['pairs']): string[] {
  const yes = pairs.filter(({ isYes }) => isYes).length;
  const no = pairs.length - yes;
  if (pairs.length === 0) {
    return ['No judged test pair is representative: nothing is claimed about probabilities.'];
  }
  if (yes > 0 && no > 0) return [];
  const only = yes > 0 ? 'confirmed' : 'rejected';
  const lacks = yes > 0 ? 'rejected' : 'confirmed';
  return [
    `All ${pairs.length} judged test pairs are ${only}: without ${lacks} ones, nothing is claimed about how well probabilities tell right from wrong.`,
  ];
}

function pointNotes({ thresholdNotes, calibrate }: Grounds): string[] {
  if (calibrate === null) {
    return [
      ...thresholdNotes,
      'F-beta, least cost and recall at a precision need what this version did not keep: train a new one.',
    ];
  }
  if (Math.min(calibrate.yes, calibrate.no) >= LEAST_PER_VERDICT) return [...thresholdNotes];
  return [
    ...thresholdNotes,
    `F-beta, least cost and recall at a precision are not chosen from fewer than ${LEAST_PER_VERDICT} confirmed and ${LEAST_PER_VERDICT} rejected judgments.`,
  ];
}

const counted = (count: number, one: string, many: string) =>
  `${count} ${count === 1 ? one : many}`;
