/**
 * Holm's adjustment of p values that are looked at together: each may then be compared with one level, and the chance of
 * even one false alarm among them stays below it. The smallest of m is multiplied by m, the next by m - 1, and so on;
 * none falls below the one before it, none exceeds 1. In the order given.
 * Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979.
 */
export function holm(pValues: readonly number[]): number[] {
  const ascending = pValues
    .map((pValue, place) => ({ pValue, place }))
    .sort((a, b) => a.pValue - b.pValue);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let highest = 0;
  for (const [rank, { pValue, place }] of ascending.entries()) {
    highest = Math.max(highest, Math.min(1, pValue * (pValues.length - rank)));
    adjusted[place] = highest;
  }
  return adjusted;
}
