/** Numbers of the k largest scores above 0, best first; ties by `tieRank` ascending, so that the order of the input never decides. */
export function topEntries(scores: Float32Array, k: number, tieRank: Uint32Array): number[] {
  const sorted = scores.slice().sort();
  const threshold = scores.length > k ? (sorted[scores.length - k] as number) : -Infinity;
  const chosen: number[] = [];
  for (let entry = 0; entry < scores.length; entry += 1) {
    const score = scores[entry] as number;
    if (score >= threshold && score > 0) chosen.push(entry);
  }
  chosen.sort(
    (a, b) =>
      (scores[b] as number) - (scores[a] as number) ||
      (tieRank[a] as number) - (tieRank[b] as number),
  );
  return chosen.slice(0, k);
}

/** The two best entries above 0, as `topEntries` would give them. */
export function topTwo(scores: Float32Array, tieRank: Uint32Array): number[] {
  let first = -1;
  let second = -1;
  const beats = (entry: number, other: number) => {
    if (other < 0) return true;
    const difference = (scores[entry] as number) - (scores[other] as number);
    return (
      difference > 0 ||
      (difference === 0 && (tieRank[entry] as number) < (tieRank[other] as number))
    );
  };
  for (let entry = 0; entry < scores.length; entry += 1) {
    if ((scores[entry] as number) <= 0) continue;
    if (beats(entry, first)) {
      second = first;
      first = entry;
    } else if (beats(entry, second)) second = entry;
  }
  return [first, second].filter((entry) => entry >= 0);
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
