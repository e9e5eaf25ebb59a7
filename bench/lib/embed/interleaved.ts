import { quantile } from '../table.ts';

/** Seconds of each kind of work: the median of `times` rounds in which all of them take turns, after one unmeasured. */
export async function interleaved<Name extends string>(
  works: Readonly<Record<Name, () => Promise<unknown>>>,
  times: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[];
  const seconds = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    Name,
    number[]
  >;
  for (let round = 0; round <= times; round += 1) {
    // The order turns, so that nobody always comes after the same one.
    const order = [...names.slice(round % names.length), ...names.slice(0, round % names.length)];
    for (const name of order) {
      const began = performance.now();
      await works[name]();
      if (round > 0) seconds[name].push((performance.now() - began) / 1000);
    }
  }
  return Object.fromEntries(names.map((name) => [name, quantile(seconds[name], 0.5)])) as Record<
    Name,
    number
  >;
}
