import type { JobContext } from '#core/platform/job-context.ts';

/** Jaccard similarity of character 3-grams from which two texts count as one. */
export const NEAR_IDENTICAL = 0.9;
/** Guards `size * 0.9` against binary rounding, e.g. 30 * 0.9 = 27.000000000000004. */
const ROUNDING = 1e-9;

/**
 * For each text the index of the earliest one before it whose set of character 3-grams has a Jaccard
 * similarity of at least 0.9 with its own, or -1. A text shorter than three characters is its own gram.
 *
 * Exact, by prefix filtering (Chaudhuri, Ganti & Kaushik 2006; Bayardo, Ma & Srikant 2007): two sets can
 * only reach the similarity if they share one of their few rarest grams and differ little in size. Where
 * even that gram is common, they must share a second one among one more (Wang, Li & Feng 2012): texts that
 * differ only in their digits would otherwise all be compared with each other.
 */
export async function earliestNearIdentical(
  texts: readonly string[],
  context?: JobContext,
): Promise<Int32Array> {
  const { sets, firstCommon } = await gramSets(texts, context);
  const earliest = new Int32Array(texts.length).fill(-1);
  const index = newIndex(texts.length, firstCommon);
  for (let at = 0; at < sets.length; at += 1) {
    earliest[at] = findAndAdd(index, sets, at);
    if (at % 256 === 0) {
      context?.progress(at, sets.length, 'queries');
      await context?.breathe();
    }
  }
  return earliest;
}

interface PrefixIndex {
  /** Key of a gram or of a pair of grams -> the texts that have it among their rarest, in order. */
  byKey: Map<number, number[]>;
  /** Grams from this number on are common. */
  firstCommon: number;
  /** Text -> the last text that was compared with it. */
  comparedWith: Int32Array;
}

function newIndex(size: number, firstCommon: number): PrefixIndex {
  return { byKey: new Map(), firstCommon, comparedWith: new Int32Array(size).fill(-1) };
}

/** The earliest near-identical text before `at`, or -1; then `at` itself can be found. */
function findAndAdd(index: PrefixIndex, sets: readonly Int32Array[], at: number): number {
  const set = sets[at] ?? new Int32Array();
  let best = at;
  let same = false;
  const keys = keysOf(set, index.firstCommon);
  for (const key of keys) {
    for (const other of index.byKey.get(key) ?? []) {
      if (other >= best) break;
      if (index.comparedWith[other] === at) continue;
      index.comparedWith[other] = at;
      const overlap = sharedCount(set, sets[other] ?? set);
      if (overlap < 0) continue;
      best = other;
      same = overlap === set.length && overlap === sets[other]?.length;
      break;
    }
  }
  // Whatever is similar to a set that was seen before is similar to that one, which is earlier.
  if (!same) for (const key of keys) add(index, key, at);
  return best === at ? -1 : best;
}

function add({ byKey }: PrefixIndex, key: number, at: number): void {
  const list = byKey.get(key);
  if (list) list.push(at);
  else byKey.set(key, [at]);
}

/** Texts that share a gram from which on it counts as common. */
const COMMON_FROM = 64;
/** More distinct grams than this do not exist: UTF-16 units in threes are fewer in any real text. */
const MOST_GRAMS = 2 ** 26;

/**
 * Any set similar enough shares one of these keys. A set of n may lack at most n - ceil(0.9 n) of its grams, so that
 * similar sets share one of the n - ceil(0.9 n) + 1 rarest, and two of one more than those. A rare gram is its own key;
 * a common one makes a key with each gram behind it.
 */
function keysOf(set: Int32Array, firstCommon: number): number[] {
  const rarest = set.length - leastShared(set.length) + 1;
  const behind = Math.min(set.length, rarest + 1);
  const keys: number[] = [];
  for (let i = 0; i < rarest; i += 1) {
    const gram = set[i] ?? 0;
    if (gram < firstCommon || set.length === 1) keys.push(gram);
    else for (let j = i + 1; j < behind; j += 1) keys.push((gram + 1) * MOST_GRAMS + (set[j] ?? 0));
  }
  return keys;
}

function leastShared(size: number): number {
  return Math.ceil(size * NEAR_IDENTICAL - ROUNDING);
}

/** Grams that two ascending sets share, or -1 where they are too few to be near-identical. */
function sharedCount(a: Int32Array, b: Int32Array): number {
  const sum = a.length + b.length;
  // |a ∩ b| / |a ∪ b| >= t  <=>  |a ∩ b| >= t (|a| + |b|) / (1 + t)
  const needed = Math.ceil((sum * NEAR_IDENTICAL) / (1 + NEAR_IDENTICAL) - ROUNDING);
  if (needed > Math.min(a.length, b.length)) return -1;
  let shared = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (shared + Math.min(a.length - i, b.length - j) < needed) return -1;
    const x = a[i] ?? 0;
    const y = b[j] ?? 0;
    if (x === y) shared += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return shared >= needed ? shared : -1;
}

/** Each text's grams as numbers, the rarest gram of all texts having the smallest number, ascending. */
async function gramSets(
  texts: readonly string[],
  context?: JobContext,
): Promise<{ sets: Int32Array[]; firstCommon: number }> {
  const ids = new Map<string, number>();
  const counts: number[] = [];
  const sets: Int32Array[] = [];
  for (const text of texts) {
    const set = Int32Array.from(gramsOf(text), (gram) => numberOf(gram, ids));
    for (const id of set) counts[id] = (counts[id] ?? 0) + 1;
    sets.push(set);
    if (sets.length % 256 === 0) await context?.breathe();
  }
  const byRarity = Array.from(counts.keys()).sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0));
  const rank = new Int32Array(counts.length);
  byRarity.forEach((id, place) => {
    rank[id] = place;
  });
  const common = byRarity.findIndex((id) => (counts[id] ?? 0) >= COMMON_FROM);
  return {
    sets: sets.map((set) => set.map((id) => rank[id] ?? 0).sort()),
    firstCommon: common < 0 ? byRarity.length : common,
  };
}

function numberOf(gram: string, ids: Map<string, number>): number {
  const known = ids.get(gram);
  if (known !== undefined) return known;
  ids.set(gram, ids.size);
  return ids.size - 1;
}

/** The distinct runs of three UTF-16 units; a shorter text is its own gram. */
export function gramsOf(text: string): Set<string> {
  if (text.length < 3) return new Set([text]);
  const grams = new Set<string>();
  for (let at = 0; at + 3 <= text.length; at += 1) grams.add(text.slice(at, at + 3));
  return grams;
}
