/** Numbers in the order of their distances. */
export interface NearestFirst {
  push(item: number): void;
  /** The nearest, the lower one of two that are as near; -1 where there is none. What was put in twice comes twice. */
  pop(): number;
}

/** A binary heap of numbers by the distance that they had when they were put in. */
export function nearestFirst(distanceOf: ArrayLike<number>): NearestFirst {
  const items: number[] = [];
  const distances: number[] = [];
  const isBefore = (a: number, b: number) => {
    const [x = 0, y = 0] = [distances[a], distances[b]];
    return x === y ? (items[a] ?? 0) < (items[b] ?? 0) : x < y;
  };
  const swap = (list: number[], a: number, b: number) => {
    const [x = 0, y = 0] = [list[a], list[b]];
    list[a] = y;
    list[b] = x;
  };
  const move = (a: number, b: number) => {
    swap(items, a, b);
    swap(distances, a, b);
  };
  return {
    push(item) {
      let place = items.push(item) - 1;
      distances.push(distanceOf[item] ?? 0);
      for (let parent = (place - 1) >> 1; place > 0 && isBefore(place, parent); ) {
        move(place, parent);
        place = parent;
        parent = (place - 1) >> 1;
      }
    },
    pop() {
      if (items.length > 1) move(0, items.length - 1);
      const item = items.pop();
      distances.pop();
      if (item === undefined) return -1;
      for (let place = 0; ; ) {
        const left = 2 * place + 1;
        if (left >= items.length) return item;
        const right = left + 1;
        const least = right < items.length && isBefore(right, left) ? right : left;
        if (!isBefore(least, place)) return item;
        move(least, place);
        place = least;
      }
    },
  };
}
