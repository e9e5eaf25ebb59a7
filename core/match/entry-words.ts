/** How often each word names each entry, over all its terms. */
export interface EntryWords {
  /** word -> the entries it occurs in and how often, as [entry, count, entry, count, …]. */
  postings: Map<string, number[]>;
  /** [entries] words of all terms. */
  lengths: Uint32Array;
  averageLength: number;
  /** word -> inverse document frequency over entries, Robertson's with +1 so that it stays positive. */
  idf(word: string): number;
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
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const idf = (word: string) => {
    const frequency = (postings.get(word)?.length ?? 0) / 2;
    return Math.log(1 + (entries - frequency + 0.5) / (frequency + 0.5));
  };
  return { postings, lengths, averageLength: total / Math.max(1, entries), idf };
}

const K1 = 1.2;
const B = 0.75;

/** Entry -> words of its hidden terms: counts to leave out. */
export type HiddenWords = ReadonlyMap<number, readonly string[][]>;

export interface EntryWordScores {
  /** [entries] BM25 over the entry's terms as one document, as a share of what the query could reach. */
  bm25: Float32Array;
  /** [entries] share of the query's idf that the entry's words cover, [0, 1]. */
  coverage: Float32Array;
}

/** Scores a query's words against every entry (Robertson and Zaragoza, 2009; k1 = 1.2, b = 0.75). */
export function scoreEntryWords(
  index: EntryWords,
  words: readonly string[],
  hidden: HiddenWords = new Map(),
): EntryWordScores {
  const entries = index.lengths.length;
  const bm25 = new Float32Array(entries);
  const coverage = new Float32Array(entries);
  const weights = words.map((word) => index.idf(word));
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  for (let w = 0; w < words.length; w += 1) {
    const word = words[w] ?? '';
    const share = (weights[w] ?? 0) / total;
    const list = index.postings.get(word) ?? [];
    for (let i = 0; i < list.length; i += 2) {
      const entry = list[i] as number;
      const count = (list[i + 1] as number) - hiddenCount(hidden.get(entry), word);
      if (count <= 0) continue;
      const length = (index.lengths[entry] as number) / index.averageLength;
      const saturation = (count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
      bm25[entry] = (bm25[entry] as number) + share * saturation;
      coverage[entry] = (coverage[entry] as number) + share;
    }
  }
  return { bm25, coverage };
}

function hiddenCount(terms: readonly string[][] | undefined, word: string): number {
  return terms?.filter((words) => words.includes(word)).length ?? 0;
}
