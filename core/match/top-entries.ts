/**
 * Numbers of the k largest scores above 0, best first; ties by `tieRank` ascending, so that the order of the input never
 * decides. Of those that `admitted` marks, if it is given. One pass with a heap of k: nothing is sorted but what is kept.
 */
export function topEntries(
  scores: Float32Array,
  k: number,
  tieRank: Uint32Array,
  admitted?: Uint8Array,
): number[] {
  const heap = worstFirst(scores, k, tieRank);
  for (let entry = 0; entry < scores.length; entry += 1) {
    if ((scores[entry] as number) > heap.bar() && admitted?.[entry] !== 0) heap.add(entry);
  }
  return heap.bestFirst();
}

/** The k best of some entries, as `topEntries` would give them. */
export function topOf(
  entries: readonly number[],
  scores: Float32Array,
  k: number,
  tieRank: Uint32Array,
): number[] {
  const heap = worstFirst(scores, k, tieRank);
  for (const entry of entries) if ((scores[entry] as number) > heap.bar()) heap.add(entry);
  return heap.bestFirst();
}

/** A binary heap of at most k entries with the worst on top; scores and entries side by side, so that nothing is looked up. */
function worstFirst(scores: Float32Array, k: number, tieRank: Uint32Array) {
  const kept = new Float32Array(k);
  const entries = new Uint32Array(k);
  let size = 0;
  /** Scores up to here cannot come in; ties at the bar are let through and decided by rank. */
  let bar = 0;
  /** Is the entry at a place worse than this one? */
  const isWorse = (place: number, score: number, entry: number) => {
    const own = kept[place] as number;
    if (own !== score) return own < score;
    return (tieRank[entries[place] as number] as number) > (tieRank[entry] as number);
  };
  const put = (place: number, score: number, entry: number) => {
    kept[place] = score;
    entries[place] = entry;
  };
  /** Moves the hole at the top down to where the entry belongs. */
  const sink = (score: number, entry: number) => {
    let hole = 0;
    for (let child = 1; child < size; child = 2 * hole + 1) {
      const right = child + 1;
      if (right < size && isWorse(right, kept[child] as number, entries[child] as number))
        child = right;
      if (!isWorse(child, score, entry)) break;
      put(hole, kept[child] as number, entries[child] as number);
      hole = child;
    }
    put(hole, score, entry);
  };
  /** Moves the hole at the end up to where the entry belongs. */
  const rise = (score: number, entry: number) => {
    let hole = size;
    size += 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      // The worse one stands above.
      if (isWorse(parent, score, entry)) break;
      put(hole, kept[parent] as number, entries[parent] as number);
      hole = parent;
    }
    put(hole, score, entry);
  };
  return {
    bar: () => bar,
    add(entry: number): void {
      const score = scores[entry] as number;
      if (size < k) rise(score, entry);
      else if (k > 0 && isWorse(0, score, entry)) sink(score, entry);
      else return;
      // Just below the worst that is kept, so that its ties still come in.
      if (size === k) bar = Math.max(0, justBelow(kept[0] as number));
    },
    bestFirst: () =>
      Array.from(entries.subarray(0, size)).sort(
        (a, b) =>
          (scores[b] as number) - (scores[a] as number) ||
          (tieRank[a] as number) - (tieRank[b] as number),
      ),
  };
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The next smaller float32 of a positive one. */
function justBelow(value: number): number {
  float[0] = value;
  bits[0] = (bits[0] as number) - 1;
  return float[0] as number;
}

/** [entries] rank of each key in descending order of code units: trec_eval's rule for ties. */
export function tieRanks(keys: readonly string[]): Uint32Array {
  const order = keys.map((_, entry) => entry);
  order.sort((a, b) => {
    const left = keys[a] ?? '';
    const right = keys[b] ?? '';
    return left === right ? 0 : left < right ? 1 : -1;
  });
  const ranks = new Uint32Array(keys.length);
  order.forEach((entry, rank) => {
    ranks[entry] = rank;
  });
  return ranks;
}
