/** [entries] arrays: what the rows of each entry say together. */
export interface BestTerms {
  /** Largest score of the entry's rows. */
  best: Float32Array;
  /** Mean of its three largest scores (missing ones count 0): support by more than one term. */
  support: Float32Array;
}

const HIDDEN = -2;

/** Marks rows that must not count, before `bestTerms`. */
export function hideRows(scores: Float32Array, rows: ReadonlySet<number>): void {
  for (const row of rows) scores[row] = HIDDEN;
}

/** Folds the scores of rows [rows] into their entries. */
export function bestTerms(scores: Float32Array, entryOf: Uint32Array, entries: number): BestTerms {
  const best = new Float32Array(entries);
  const second = new Float32Array(entries);
  const third = new Float32Array(entries);
  for (let row = 0; row < scores.length; row += 1) {
    const score = scores[row] as number;
    if (score <= 0) continue;
    const entry = entryOf[row] as number;
    if (score <= (third[entry] as number)) continue;
    if (score > (best[entry] as number)) {
      third[entry] = second[entry] as number;
      second[entry] = best[entry] as number;
      best[entry] = score;
    } else if (score > (second[entry] as number)) {
      third[entry] = second[entry] as number;
      second[entry] = score;
    } else third[entry] = score;
  }
  const support = best.map(
    (value, entry) => (value + (second[entry] as number) + (third[entry] as number)) / 3,
  );
  return { best, support };
}

/** [entries] largest score of the entry's rows, at least 0. */
export function bestScores(
  scores: Float32Array,
  entryOf: Uint32Array,
  entries: number,
): Float32Array {
  const best = new Float32Array(entries);
  for (let row = 0; row < scores.length; row += 1) {
    const score = scores[row] as number;
    if (score <= 0) continue;
    const entry = entryOf[row] as number;
    if (score > (best[entry] as number)) best[entry] = score;
  }
  return best;
}

/** [entries] the row with the largest sum of two scores, or -1 where every row is hidden. */
export function bestRows(
  a: Float32Array,
  b: Float32Array,
  entryOf: Uint32Array,
  entries: number,
): Int32Array {
  const rows = new Int32Array(entries).fill(-1);
  const best = new Float32Array(entries).fill(HIDDEN);
  for (let row = 0; row < a.length; row += 1) {
    const sum = (a[row] as number) + (b[row] as number);
    const entry = entryOf[row] as number;
    if (sum > (best[entry] as number)) {
      best[entry] = sum;
      rows[entry] = row;
    }
  }
  return rows;
}
