import { badTokenizer } from './tokenizer-json.ts';

/** A Unigram language model over pieces of words. */
export interface UnigramModel {
  /** Token -> id. */
  vocabulary: ReadonlyMap<string, number>;
  /** [tokens], log probability. */
  scores: Float64Array;
  /** Null where there is none. */
  unknown: number | null;
  /** Spell what is unknown in bytes, `<0xE2>`. */
  byteFallback: boolean;
}

/** How much worse than the worst token an unknown character is, as in sentencepiece. */
const UNKNOWN_PENALTY = 10;

/** Reads the `model` of a `tokenizer.json` whose type is Unigram. Throws BAD_INPUT. */
export function readUnigram(model: Readonly<Record<string, unknown>>): UnigramModel {
  const { vocab, unk_id: unknown } = model;
  if (!Array.isArray(vocab) || vocab.length === 0) throw badTokenizer('its vocabulary is no list');
  const vocabulary = new Map<string, number>();
  const scores = new Float64Array(vocab.length);
  for (const [id, entry] of vocab.entries()) {
    const [token, score] = Array.isArray(entry) ? (entry as unknown[]) : [];
    if (typeof token !== 'string' || typeof score !== 'number') {
      throw badTokenizer(`entry ${id} of its vocabulary is no token with a score`);
    }
    vocabulary.set(token, id);
    scores[id] = score;
  }
  return {
    vocabulary,
    scores,
    unknown: typeof unknown === 'number' ? unknown : null,
    byteFallback: model.byte_fallback === true,
  };
}

/**
 * Ids of the most probable way to cut a text into tokens (Viterbi); unknown characters in a row are one token.
 * Source: Kudo, "Subword Regularization", 2018, with the ties and penalties of the `tokenizers` library.
 */
export function unigramIds(model: UnigramModel): (text: string) => number[] {
  const { vocabulary, scores, unknown } = model;
  let longest = 1;
  for (const token of vocabulary.keys()) longest = Math.max(longest, token.length);
  const lowest = scores.reduce((least, score) => Math.min(least, score), Number.POSITIVE_INFINITY);
  const path: Path = {
    score: new Float64Array(0),
    start: new Int32Array(0),
    id: new Int32Array(0),
  };

  return (text) => {
    prepare(path, text.length);
    for (let start = 0; start < text.length; ) {
      const next = start + characterLength(text, start);
      let hasCharacter = false;
      const furthest = Math.min(text.length, start + longest);
      for (let end = next; end <= furthest; end += 1) {
        const id = vocabulary.get(text.slice(start, end));
        if (id === undefined) continue;
        hasCharacter ||= end === next;
        reach(path, start, end, id, scores[id] as number);
      }
      if (!hasCharacter) reach(path, start, next, UNKNOWN, lowest - UNKNOWN_PENALTY);
      start = next;
    }
    return backwards(text, path);
  };

  function backwards(text: string, { start, id }: Path): number[] {
    const ids: number[] = [];
    for (let end = text.length; end > 0; ) {
      const token = id[end] as number;
      let from = start[end] as number;
      if (token !== UNKNOWN && token !== unknown) {
        ids.push(token);
      } else {
        while (from > 0 && isUnknown(id[from] as number)) from = start[from] as number;
        ids.push(...spell(text.slice(from, end)).reverse());
      }
      end = from;
    }
    return ids.reverse();
  }

  function isUnknown(id: number): boolean {
    return id === UNKNOWN || id === unknown;
  }

  function spell(text: string): number[] {
    const known = vocabulary.get(text);
    if (known !== undefined) return [known];
    const bytes = model.byteFallback ? byteTokens(text, vocabulary) : null;
    return bytes ?? (unknown === null ? [] : [unknown]);
  }
}

const UNKNOWN = -1;

/** The best way to every place of a text. */
interface Path {
  score: Float64Array;
  /** Where its last token begins; -1 where nothing leads. */
  start: Int32Array;
  id: Int32Array;
}

function prepare(path: Path, length: number): void {
  if (path.score.length <= length) {
    path.score = new Float64Array(length + 1);
    path.start = new Int32Array(length + 1);
    path.id = new Int32Array(length + 1);
  }
  path.start.fill(-1, 0, length + 1);
  path.score[0] = 0;
}

/** Of equal paths the first stays, which is the one whose last token is longest. */
function reach(path: Path, start: number, end: number, id: number, score: number): void {
  const total = (path.score[start] as number) + score;
  if (path.start[end] !== -1 && total <= (path.score[end] as number)) return;
  path.score[end] = total;
  path.start[end] = start;
  path.id[end] = id;
}

function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** Null where a byte has no token. */
function byteTokens(text: string, vocabulary: ReadonlyMap<string, number>): number[] | null {
  const ids: number[] = [];
  for (const byte of new TextEncoder().encode(text)) {
    const id = vocabulary.get(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
    if (id === undefined) return null;
    ids.push(id);
  }
  return ids;
}
