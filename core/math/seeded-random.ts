/** A source of uniform 32-bit unsigned integers. */
export type RandomWords = () => number;

/**
 * xoshiro128** 1.1: uniform 32-bit unsigned integers from four words of state, which must not all be 0.
 * Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021.
 */
export function xoshiro128(state: readonly [number, number, number, number]): RandomWords {
  let [s0, s1, s2, s3] = state;
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotateLeft(s3, 11);
    return result;
  };
}

/** Uniform 32-bit unsigned integers, the same ones for the same `seed` (any finite number). */
export function randomWords(seed: number): RandomWords {
  const next = splitMix32(deriveSeed(seed, ''));
  return xoshiro128([next(), next(), next(), next()]);
}

/** Uniform numbers in [0, 1) in steps of 2^-32, the same ones for the same `seed` (any finite number). */
export function seededRandom(seed: number): () => number {
  const word = randomWords(seed);
  return () => word() / 2 ** 32;
}

/** A whole number in [0, `below`), uniform to within `below` / 2^32. */
export function randomInt(random: () => number, below: number): number {
  return Math.floor(random() * below);
}

/** A shuffled copy (Fisher and Yates); every order is equally likely. */
export function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = randomInt(random, last + 1);
    const kept = shuffled[last] as T;
    shuffled[last] = shuffled[other] as T;
    shuffled[other] = kept;
  }
  return shuffled;
}

/**
 * A seed in [0, 2^32) of its own for each named use of one seed, so that drawing more numbers for one use leaves
 * the others as they were. FNV-1a over the seed and the label.
 */
export function deriveSeed(seed: number, label: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed}/${label}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

/** SplitMix32 spreads a small seed over all bits of a state. */
function splitMix32(seed: number): RandomWords {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
