import { murmur3 } from '#core/workspace/murmur3.ts';

/**
 * A place in a random order that a seed fixes: a whole number in [0, 2^32) for each name. The order of those that are there
 * never changes when others come or go, so the first n of it are a simple random sample, and stay one.
 */
export const placeIn = (seed: number, label: string, name: string): number =>
  murmur3(`${label}\u0000${name}`, seed | 0);

/** In that order; equal places by name. */
export function inFixedOrder<Item>(
  items: readonly Item[],
  seed: number,
  label: string,
  nameOf: (item: Item) => string,
): Item[] {
  const placed = items.map((item) => {
    const name = nameOf(item);
    return { item, name, place: placeIn(seed, label, name) };
  });
  placed.sort((a, b) => a.place - b.place || (a.name < b.name ? -1 : Number(a.name > b.name)));
  return placed.map(({ item }) => item);
}
