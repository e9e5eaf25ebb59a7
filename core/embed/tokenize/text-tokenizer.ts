import { type PieceReader, type PieceSplitter, pieceReader } from './pieces.ts';
import type { SpecialFrame } from './special-frame.ts';
import type { Tokenizer } from './tokenizer.ts';

/** A tokenizer with what a static embedder and a distillation need beside the ids of whole texts. */
export interface TextTokenizer extends Tokenizer {
  readonly frame: SpecialFrame;
  /** Null where every text can be spelt. */
  readonly unknownId: number | null;
  /** Ids of the tokens that no text should be made of. */
  readonly specialIds: ReadonlySet<number>;
  /** A text as the vocabulary spells it: lower-cased where the model is, and so on. */
  normalise(text: string): string;
  /** Reads texts piece by piece, without special tokens; `most` pieces are remembered. */
  reader<T>(make: (ids: readonly number[]) => T, most: number): PieceReader<T>;
}

/** Everything that a tokenizer is made of. */
export interface TokenizerParts {
  splitter: PieceSplitter;
  normalise: (text: string) => string;
  frame: SpecialFrame;
  unknownId: number | null;
  specialIds: ReadonlySet<number>;
  padId: number;
  tokens: readonly string[];
  /** Changes a text before anything else does. */
  prepare: (text: string) => string;
}

/** Pieces that `encode` remembers. */
const PIECES_KEPT = 16_384;

export function textTokenizer(parts: TokenizerParts): TextTokenizer {
  const { splitter, frame, prepare } = parts;
  const reader = <T>(make: (ids: readonly number[]) => T, most: number): PieceReader<T> => {
    const read = pieceReader(splitter, make, most);
    return (text, take) => read(prepare(text), take);
  };
  const read = reader((ids) => ids, PIECES_KEPT);
  return {
    frame,
    unknownId: parts.unknownId,
    specialIds: parts.specialIds,
    padId: parts.padId,
    tokens: parts.tokens,
    reader,
    normalise: (text) => parts.normalise(prepare(text)),
    encode(text, most) {
      const room = Math.max(0, most - frame.before.length - frame.after.length);
      const ids: number[] = [...frame.before];
      const end = ids.length + room;
      if (room > 0) {
        read(text, (piece) => {
          for (const id of piece) ids.push(id);
          return ids.length < end;
        });
      }
      if (ids.length > end) ids.length = end;
      for (const id of frame.after) ids.push(id);
      return Int32Array.from(ids);
    },
  };
}
