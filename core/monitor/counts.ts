import { z } from 'zod';
import type { FirstHit } from '#core/contract/monitor.ts';
import { LATENCY, ODDS, SCORES, SIMILARITIES } from './bins.ts';

const count = z.number().int().min(0);
const histogram = (bins: number) => z.array(count).length(bins);

/** What a version answered in some time, in numbers alone. */
export const Counts = z.object({
  searches: count,
  rows: count,
  /** [LATENCY.bins] answers to searches. */
  latency: histogram(LATENCY.bins),
  /** Milliseconds. */
  longest: z.number().min(0),
  bands: z.object({ accept: count, review: count, reject: count, none: count }),
  /** Queries asked as the version's test queries were: of the dictionary, without filters, by the match model. What follows is about them. */
  compared: count,
  /** [SCORES.bins] and [ODDS.bins] those with a probability. */
  scores: histogram(SCORES.bins),
  odds: histogram(ODDS.bins),
  /** [SIMILARITIES.bins] */
  similarities: histogram(SIMILARITIES.bins),
  outOfVocabulary: count,
});
export type Counts = z.infer<typeof Counts>;

const zeros = (bins: number) => new Array<number>(bins).fill(0);

export function noCounts(): Counts {
  return {
    searches: 0,
    rows: 0,
    latency: zeros(LATENCY.bins),
    longest: 0,
    bands: { accept: 0, review: 0, reject: 0, none: 0 },
    compared: 0,
    scores: zeros(SCORES.bins),
    odds: zeros(ODDS.bins),
    similarities: zeros(SIMILARITIES.bins),
    outOfVocabulary: 0,
  };
}

/** Counts how long an answer took, in place. */
export function countLatency(counts: Counts, milliseconds: number): void {
  increase(counts.latency, LATENCY.binOf(milliseconds));
  counts.longest = Math.max(counts.longest, milliseconds);
}

/** Counts an answer's first hit, in place; `compared` as in Counts. */
export function countFirstHit(counts: Counts, first: FirstHit, compared: boolean): void {
  const { probability, band, similarity, outOfVocabulary } = first;
  counts.bands[band ?? 'none'] += 1;
  if (!compared) return;
  counts.compared += 1;
  if (probability !== null) {
    increase(counts.scores, SCORES.binOf(probability));
    increase(counts.odds, ODDS.binOf(probability));
  }
  increase(counts.similarities, SIMILARITIES.binOf(similarity));
  if (outOfVocabulary) counts.outOfVocabulary += 1;
}

function increase(bins: number[], bin: number): void {
  bins[bin] = (bins[bin] ?? 0) + 1;
}

/** The counts of two times together. */
export function addCounts(a: Counts, b: Counts): Counts {
  return {
    searches: a.searches + b.searches,
    rows: a.rows + b.rows,
    latency: sums(a.latency, b.latency),
    longest: Math.max(a.longest, b.longest),
    bands: {
      accept: a.bands.accept + b.bands.accept,
      review: a.bands.review + b.bands.review,
      reject: a.bands.reject + b.bands.reject,
      none: a.bands.none + b.bands.none,
    },
    compared: a.compared + b.compared,
    scores: sums(a.scores, b.scores),
    odds: sums(a.odds, b.odds),
    similarities: sums(a.similarities, b.similarities),
    outOfVocabulary: a.outOfVocabulary + b.outOfVocabulary,
  };
}

const sums = (a: readonly number[], b: readonly number[]) => a.map((n, i) => n + (b[i] ?? 0));
