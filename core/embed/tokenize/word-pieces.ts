/** What the WordPiece model needs. */
export interface WordPieceModel {
  /** Token -> id. */
  vocabulary: ReadonlyMap<string, number>;
  /** Id of the token for words that cannot be put together. */
  unknown: number;
  /** Marks a token that continues a word: "##". */
  prefix: string;
  /** A longer word is unknown, in characters. */
  longestWord: number;
}

/** Appends the ids of a word. */
export type WordToIds = (word: string, ids: number[]) => void;

/**
 * Longest match first from the left; one piece that is not in the vocabulary makes the whole word unknown.
 * Source: Wu and others, "Google's Neural Machine Translation System", 2016, as in BERT's tokenizer.
 */
export function wordPieces(model: WordPieceModel): WordToIds {
  const { vocabulary, unknown, prefix, longestWord } = model;
  const continuing = new Map<string, number>();
  let longest = 1;
  for (const [token, id] of vocabulary) {
    longest = Math.max(longest, token.length);
    if (token.startsWith(prefix)) continuing.set(token.slice(prefix.length), id);
  }
  return (word, ids) => {
    const whole = vocabulary.get(word);
    if (whole !== undefined && word.length <= longestWord) {
      ids.push(whole);
      return;
    }
    const before = ids.length;
    if (!isTooLong(word, longestWord) && pieces(word, ids)) return;
    ids.length = before;
    ids.push(unknown);
  };

  function pieces(word: string, ids: number[]): boolean {
    for (let start = 0; start < word.length; ) {
      const known = start === 0 ? vocabulary : continuing;
      let end = Math.min(word.length, start + longest);
      let id = known.get(word.slice(start, end));
      while (id === undefined && end > start + 1) {
        end -= 1;
        id = known.get(word.slice(start, end));
      }
      if (id === undefined) return false;
      ids.push(id);
      start = end;
    }
    return true;
  }
}

function isTooLong(word: string, most: number): boolean {
  return word.length > most && (word.length > 2 * most || [...word].length > most);
}
