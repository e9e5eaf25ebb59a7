import { logit } from '#core/math/special-functions.ts';

/** A grid of bins. Bins are the same for ever, so that days and versions add up. */
export interface Grid {
  bins: number;
  /** The bin that a value falls into; values beyond the ends fall into the first or the last one. */
  binOf(value: number): number;
}

const grid = (bins: number, place: (value: number) => number): Grid => ({
  bins,
  binOf: (value) => Math.max(0, Math.min(bins - 1, Math.floor(place(value)))),
});

const SHORTEST_MS = 0.1;
const BINS_PER_DECADE = 20;

/** Milliseconds from 0.1 to 100,000; each bin is 12 % longer than the one before. */
export const LATENCY = grid(
  6 * BINS_PER_DECADE,
  (milliseconds) => BINS_PER_DECADE * Math.log10(Math.max(milliseconds, SHORTEST_MS) / SHORTEST_MS),
);

/** The geometric middle of a bin, in milliseconds: at most 6 % off whatever fell into it. */
export const latencyAt = (bin: number): number =>
  SHORTEST_MS * 10 ** ((bin + 0.5) / BINS_PER_DECADE);

/** Probabilities by twentieths, for a plot. */
export const SCORES = grid(20, (probability) => probability * 20);

const MOST_ODDS = 8;

/** Probabilities by their log-odds from -8 to 8 in steps of a quarter: a good model's crowd near 0 and 1. */
export const ODDS = grid(64, (probability) => (logit(probability) + MOST_ODDS) * 4);

/** Similarities from 0 to 1 by hundredths. */
export const SIMILARITIES = grid(100, (cosine) => cosine * 100);
