import type { TextTokenizer } from '#core/embed/tokenize/text-tokenizer.ts';

/** Placeholders that no text is made of. */
const PLACEHOLDER = /^\[unused\d+\]$|^<unused\d+>$|^madeupword\d+$/;

/** Ids of the tokens that texts are made of, in the order of the vocabulary. */
export function textTokens({ tokens, specialIds, unknownId }: TextTokenizer): number[] {
  const ids: number[] = [];
  for (const [id, token] of tokens.entries()) {
    const dropped =
      token === '' || id === unknownId || specialIds.has(id) || PLACEHOLDER.test(token);
    if (!dropped) ids.push(id);
  }
  return ids;
}

/** A term of the workspace that gets a vector of its own. */
export interface ExtraTerm {
  /** As it is looked for. */
  content: string;
  /** Its tokens without special ones. */
  ids: readonly number[];
}

/** A longer text is no term. */
const MOST_TOKENS = 32;

/** Terms of more than one token, each once, in the order given; the others have a vector already. */
export function extraTerms(tokenizer: TextTokenizer, terms: readonly string[]): ExtraTerm[] {
  const found = new Map<string, ExtraTerm>();
  for (const term of terms) {
    const content = tokenizer
      .normalise(term)
      .replace(/\p{White_Space}+/gu, ' ')
      .trim();
    const ids = [...tokenizer.encode(content, MOST_TOKENS + frameLength(tokenizer) + 1)].slice(
      tokenizer.frame.before.length,
      -tokenizer.frame.after.length || undefined,
    );
    const known = ids.every((id) => id !== tokenizer.unknownId && !tokenizer.specialIds.has(id));
    if (ids.length > 1 && ids.length <= MOST_TOKENS && known && !found.has(content)) {
      found.set(content, { content, ids });
    }
  }
  return [...found.values()];
}

function frameLength({ frame }: TextTokenizer): number {
  return frame.before.length + frame.after.length;
}
