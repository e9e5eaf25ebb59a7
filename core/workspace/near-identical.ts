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
 * only reach the similarity if they share one of their few rarest grams and differ little in size.
 */
export async function earliestNearIdentical(
  texts: readonly string[],
  context?: JobContext,
): Promise<Int32Array> {
  const sets = await gramSets(texts, context);
  const earliest = new Int32Array(texts.length).fill(-1);
  const index = newIndex(texts.length);
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
  /** Gram -> the texts that have it among their rarest, in order. */
  byGram: Map<number, number[]>;
  /** Text -> the last text that was compared with it. */
  comparedWith: Int32Array;
}

function newIndex(size: number): PrefixIndex {
  return { byGram: new Map(), comparedWith: new Int32Array(size).fill(-1) };
}

/** The earliest near-identical text before `at`, or -1; then `at` itself can be found. */
function findAndAdd(index: PrefixIndex, sets: readonly Int32Array[], at: number): number {
  const set = sets[at] ?? new Int32Array();
  let best = at;
  let same = false;
  for (const gram of rarest(set)) {
    for (const other of index.byGram.get(gram) ?? []) {
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
  if (!same) for (const gram of rarest(set)) add(index, gram, at);
  return best === at ? -1 : best;
}

function add({ byGram }: PrefixIndex, gram: number, at: number): void {
  const list = byGram.get(gram);
  if (list) list.push(at);
  else byGram.set(gram, [at]);
}

/** Any set similar enough shares one of these: a set of n may lack at most n - ceil(0.9 n) of its grams. */
function rarest(set: Int32Array): Int32Array {
  return set.subarray(0, set.length - leastShared(set.length) + 1);
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
async function gramSets(texts: readonly string[], context?: JobContext): Promise<Int32Array[]> {
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
  return sets.map((set) => set.map((id) => rank[id] ?? 0).sort());
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
