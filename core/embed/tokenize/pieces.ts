import { type SectionSplitter, sectionSplitter } from './added-tokens.ts';
import { boundedCache } from './bounded-cache.ts';
import type { AddedToken } from './tokenizer-json.ts';

/** Takes the pieces of a text one after another, until it says that it has enough. */
export type TakePiece<T> = (piece: T) => boolean;

/** Cuts a text where tokens never reach across, so that a piece has the same tokens wherever it stands. */
export interface PieceSplitter {
  /** Calls `take` with a piece of text or the id of an added token, until it returns false. */
  split(text: string, take: TakePiece<string | number>): void;
  /** Token ids of a piece of text. */
  ids(piece: string): number[];
}

/** What is made of one piece's ids, remembered for pieces that come again. */
export type PieceReader<T> = (text: string, take: TakePiece<T>) => void;

/** Longer pieces come too seldom to be remembered. */
const LONGEST_KEPT = 64;

/** Hands out `make(ids)` for every piece of a text; `most` pieces are remembered. */
export function pieceReader<T>(
  splitter: PieceSplitter,
  make: (ids: readonly number[]) => T,
  most: number,
): PieceReader<T> {
  const cache = boundedCache<T>(most);
  const added = new Map<number, T>();
  const ofText = (piece: string): T => {
    if (piece.length > LONGEST_KEPT) return make(splitter.ids(piece));
    const known = cache.get(piece);
    if (known !== undefined) return known;
    const made = make(splitter.ids(piece));
    cache.set(piece, made);
    return made;
  };
  const ofToken = (id: number): T => {
    const known = added.get(id) ?? make([id]);
    if (added.size < most) added.set(id, known);
    return known;
  };
  return (text, take) => {
    splitter.split(text, (piece) =>
      take(typeof piece === 'string' ? ofText(piece) : ofToken(piece)),
    );
  };
}

/** What a tokenizer does between its added tokens. */
export interface PlainSplitter {
  normalise(text: string): string;
  /** Cuts normalised text; false when `take` had enough. `section` counts the parts of the text from 0. */
  cut(normalised: string, take: TakePiece<string>, section: number): boolean;
  ids(piece: string): number[];
  /**
   * Cuts text that has not been normalised, where that is faster: its pieces must give the same ids in the end. Only
   * used on text without added tokens.
   */
  cutRaw?(text: string, take: TakePiece<string>): void;
}

/** A splitter with what else a tokenizer must know of its model. */
export interface PlainTokenizer {
  plain: PlainSplitter;
  /** Token -> id. */
  vocabulary: ReadonlyMap<string, number>;
  /** Id of the unknown token; null where there is none. */
  unknown: number | null;
}

/** A splitter that finds added tokens first in the text as it is, then in the normalised text, as the reference does. */
export function withAddedTokens(
  plain: PlainSplitter,
  tokens: readonly AddedToken[],
): PieceSplitter {
  const raw = tokens.filter(({ normalised }) => !normalised);
  const inRaw = sectionSplitter(raw);
  const inNormalised = sectionSplitter(
    tokens
      .filter(({ normalised }) => normalised)
      .map((token) => ({ ...token, content: plain.normalise(token.content) })),
  );
  const firstUnits = [...new Set(raw.map(({ content }) => content.charAt(0)))];
  const { cutRaw } = plain;
  return {
    ids: plain.ids,
    split(text, take) {
      if (cutRaw && !inNormalised && !firstUnits.some((unit) => text.includes(unit))) {
        cutRaw(text, take);
      } else {
        splitSections(text, take);
      }
    },
  };

  function splitSections(text: string, take: TakePiece<string | number>): void {
    for (const [index, section] of sectionsOf(inRaw, text).entries()) {
      const more = typeof section === 'number' ? take(section) : splitPlain(section, take, index);
      if (!more) return;
    }
  }

  function splitPlain(text: string, take: TakePiece<string | number>, index: number): boolean {
    for (const section of sectionsOf(inNormalised, plain.normalise(text))) {
      const more = typeof section === 'number' ? take(section) : plain.cut(section, take, index);
      if (!more) return false;
    }
    return true;
  }
}

function sectionsOf(splitter: SectionSplitter | null, text: string): (string | number)[] {
  return splitter ? splitter(text) : [text];
}
