import { type BertNormaliserSettings, bertNormaliser } from './bert-normalise.ts';
import type { PlainSplitter, TakePiece } from './pieces.ts';
import type { WordToIds } from './word-pieces.ts';

/** A punctuation character by itself, or whatever stands between white space and punctuation. */
const WORDS = /[\p{P}!-/:-@[-`{-~]|[^\p{P}!-/:-@[-`{-~\p{White_Space}]+/gu;
const SPACE = 0x20;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const TAB = 0x09;

/**
 * BERT's normaliser and pre-tokenizer. Nothing reaches across a space, so a piece is what stands between spaces and most
 * texts are read by looking their pieces up.
 */
export function bertSplitter(settings: BertNormaliserSettings, toIds: WordToIds): PlainSplitter {
  const normalise = bertNormaliser(settings);
  return {
    normalise,
    cut: cutAtSpaces,
    cutRaw: cutAtSpaces,
    ids(piece) {
      const ids: number[] = [];
      for (const word of normalise(piece).match(WORDS) ?? []) toIds(word, ids);
      return ids;
    },
  };
}

function cutAtSpaces(text: string, take: TakePiece<string>): boolean {
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !isSpace(text.charCodeAt(at))) continue;
    if (at > start && !take(text.slice(start, at))) return false;
    start = at + 1;
  }
  return true;
}

/** White space that every setting treats as such. */
function isSpace(unit: number): boolean {
  return unit === SPACE || unit === LINE_FEED || unit === TAB || unit === RETURN;
}
