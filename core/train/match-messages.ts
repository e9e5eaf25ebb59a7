import type { MatchedText, MatchOptions } from './match-texts.ts';
import type { CollectionPlace } from './served-version.ts';

/** To a thread that matches; each message is answered once, in order. */
export type ToMatch =
  | { type: 'open'; place: CollectionPlace }
  | {
      type: 'match';
      texts: readonly string[];
      /** [texts × dimensions] */
      vectors: Float32Array;
      k: MatchOptions['k'];
    }
  | { type: 'close' };

/** From a thread that matches. */
export type FromMatch = { type: 'done' } | { type: 'matches'; matches: MatchedText[] };
