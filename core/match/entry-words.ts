/** How often each word names each entry, over all its terms. */
export interface EntryWords {
  /** word -> the entries it occurs in and how often, as [entry, count, entry, count, …]. */
  postings: Map<string, number[]>;
  /** [entries] words of all terms. */
  lengths: Uint32Array;
  /** Sum of the lengths. */
  totalLength: number;
}

/** Counts the words (without repeats within a term) of every row. */
export function buildEntryWords(
  rowWords: readonly (readonly string[])[],
  entryOf: Uint32Array,
  entries: number,
): EntryWords {
  const counts = new Map<string, Map<number, number>>();
  const lengths = new Uint32Array(entries);
  for (let row = 0; row < rowWords.length; row += 1) {
    const entry = entryOf[row] as number;
    for (const word of rowWords[row] ?? []) {
      const byEntry = counts.get(word) ?? new Map<number, number>();
      counts.set(word, byEntry);
      byEntry.set(entry, (byEntry.get(entry) ?? 0) + 1);
      lengths[entry] = (lengths[entry] as number) + 1;
    }
  }
  const postings = new Map([...counts].map(([word, byEntry]) => [word, [...byEntry].flat()]));
  return { postings, lengths, totalLength: lengths.reduce((sum, length) => sum + length, 0) };
}

const K1 = 1.2;
const B = 0.75;

/** Words of hidden terms: counts to leave out. */
export interface HiddenWords {
  /** Entry -> the words of each of its hidden terms. */
  byEntry: ReadonlyMap<number, readonly (readonly string[])[]>;
  /** How many there are in all. */
  count: number;
}

export interface EntryWordScores {
  /** [entries] BM25 over the entry's terms as one document, as a share of the query's total idf. */
  bm25: Float32Array;
  /** [entries] share of the query's idf that the entry's words cover, [0, 1]. */
  coverage: Float32Array;
  /** [words] idf of each query word. */
  idf: number[];
}

/**
 * Scores a query's words against every entry (Robertson and Zaragoza, 2009; k1 = 1.2, b = 0.75). Hidden terms count
 * neither in frequencies nor in lengths, nor in the average length, nor in idf: as if they had never been there.
 */
export function scoreEntryWords(
  index: EntryWords,
  words: readonly string[],
  hidden: HiddenWords,
): EntryWordScores {
  const entries = index.lengths.length;
  const bm25 = new Float32Array(entries);
  const coverage = new Float32Array(entries);
  const counts = words.map((word) => visibleCounts(index, word, hidden));
  const idf = counts.map(({ length }) => inverseFrequency(length, entries));
  const total = idf.reduce((sum, weight) => sum + weight, 0) || 1;
  const averageLength = Math.max(1, (index.totalLength - hidden.count) / Math.max(1, entries));
  counts.forEach((list, w) => {
    const share = (idf[w] ?? 0) / total;
    for (const [entry, count] of list) {
      const length = visibleLength(index, entry, hidden) / averageLength;
      const saturation = (count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
      bm25[entry] = (bm25[entry] as number) + share * saturation;
      coverage[entry] = (coverage[entry] as number) + share;
    }
  });
  return { bm25, coverage, idf };
}

/** Robertson's inverse document frequency, with 1 added so that it stays positive. */
function inverseFrequency(documents: number, entries: number): number {
  return Math.log(1 + (entries - documents + 0.5) / (documents + 0.5));
}

function visibleCounts(
  { postings }: EntryWords,
  word: string,
  hidden: HiddenWords,
): [entry: number, count: number][] {
  const visible: [number, number][] = [];
  const list = postings.get(word) ?? [];
  for (let i = 0; i < list.length; i += 2) {
    const entry = list[i] as number;
    const lost = hidden.byEntry.get(entry)?.filter((words) => words.includes(word)).length ?? 0;
    const count = (list[i + 1] as number) - lost;
    if (count > 0) visible.push([entry, count]);
  }
  return visible;
}

function visibleLength({ lengths }: EntryWords, entry: number, hidden: HiddenWords): number {
  const lost = hidden.byEntry.get(entry)?.reduce((sum, words) => sum + words.length, 0) ?? 0;
  return (lengths[entry] as number) - lost;
}
