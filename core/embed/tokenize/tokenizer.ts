/** Text -> token ids. */
export interface Tokenizer {
  /**
   * Ids with the model's special tokens, at most `most` of them; what is cut away is text, never a special token.
   * A text without words gives the special tokens alone.
   */
  encode(text: string, most: number): Int32Array;
  /** Id of the padding token. */
  readonly padId: number;
  /** The token of each id; an id that is not used is the empty string. */
  readonly tokens: readonly string[];
}
