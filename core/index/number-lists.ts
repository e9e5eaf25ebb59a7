/** Many lists of whole numbers in one buffer: list i is `values[offsets[i] … offsets[i + 1]]`. */
export interface NumberLists {
  /** [lists + 1] */
  offsets: Uint32Array;
  values: Uint32Array;
}

/** Packs lists. */
export function numberLists(lists: readonly (readonly number[])[]): NumberLists {
  const offsets = new Uint32Array(lists.length + 1);
  let total = 0;
  lists.forEach((list, i) => {
    total += list.length;
    offsets[i + 1] = total;
  });
  const values = new Uint32Array(total);
  lists.forEach((list, i) => {
    values.set(list, offsets[i]);
  });
  return { offsets, values };
}

/** The i-th list, as a view. */
export function listAt({ offsets, values }: NumberLists, i: number): Uint32Array {
  return values.subarray(offsets[i] ?? 0, offsets[i + 1] ?? 0);
}

/** Positions by the number that stands at them, each list ascending: list n holds every i with `numbers[i] = n`. */
export function positionsOf(numbers: Uint32Array, count: number): NumberLists {
  const offsets = new Uint32Array(count + 1);
  for (const number of numbers) offsets[number + 1] = (offsets[number + 1] as number) + 1;
  for (let n = 0; n < count; n += 1)
    offsets[n + 1] = (offsets[n + 1] as number) + (offsets[n] as number);
  const next = offsets.slice();
  const values = new Uint32Array(numbers.length);
  numbers.forEach((number, i) => {
    const place = next[number] as number;
    next[number] = place + 1;
    values[place] = i;
  });
  return { offsets, values };
}
