import { KEY_WORDS } from './text-keys.ts';

/** Keys by number, found through open addressing: some 30 bytes a key, where a Map of strings takes over 100. */
export interface KeyTable {
  /** [room × 4] key of each number. */
  keys: Uint32Array;
  /** Number + 1 of the key in a slot; 0 where it is free. */
  slots: Uint32Array;
  /** Keys so far; the next one gets this number. */
  size: number;
}

const FIRST_ROOM = 512;

/** A table with room for `expected` keys before it grows. */
export function newKeyTable(expected = FIRST_ROOM): KeyTable {
  const room = 2 ** Math.ceil(Math.log2(Math.max(expected, FIRST_ROOM)));
  return {
    keys: new Uint32Array(room * KEY_WORDS),
    slots: new Uint32Array(room * 2),
    size: 0,
  };
}

/** The number of the n-th of `keys` [n × 4], the latest one where it was appended twice; -1 where it is not there. */
export function findKey(table: KeyTable, keys: Uint32Array, n: number): number {
  return (table.slots[slotOf(table, keys, n)] as number) - 1;
}

/** Appends the n-th of `keys`: it gets the next number, which is returned. */
export function appendKey(table: KeyTable, keys: Uint32Array, n: number): number {
  if ((table.size + 1) * 2 > table.slots.length) grow(table);
  const number = table.size;
  const from = n * KEY_WORDS;
  const into = number * KEY_WORDS;
  for (let word = 0; word < KEY_WORDS; word += 1) {
    table.keys[into + word] = keys[from + word] as number;
  }
  table.size += 1;
  table.slots[slotOf(table, keys, n)] = number + 1;
  return number;
}

/** Where a key is, or would be. A hash is as good as random, so its first word says where to look. */
function slotOf({ keys: own, slots }: KeyTable, keys: Uint32Array, n: number): number {
  const from = n * KEY_WORDS;
  const mask = slots.length - 1;
  let slot = (keys[from] as number) & mask;
  for (let held = slots[slot] as number; held !== 0; held = slots[slot] as number) {
    const at = (held - 1) * KEY_WORDS;
    if (
      own[at] === keys[from] &&
      own[at + 1] === keys[from + 1] &&
      own[at + 2] === keys[from + 2] &&
      own[at + 3] === keys[from + 3]
    ) {
      return slot;
    }
    slot = (slot + 1) & mask;
  }
  return slot;
}

function grow(table: KeyTable): void {
  const { keys, size } = table;
  table.keys = new Uint32Array(keys.length * 2);
  table.keys.set(keys);
  table.slots = new Uint32Array(table.slots.length * 2);
  for (let number = 0; number < size; number += 1) {
    table.slots[slotOf(table, keys, number)] = number + 1;
  }
}
