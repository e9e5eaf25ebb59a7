import { Tokenizer as LibraryTokenizer } from '@huggingface/tokenizers';
import type { PlainSplitter, PlainTokenizer, TakePiece } from './pieces.ts';
import { badTokenizer, isPart, type TokenizerJson } from './tokenizer-json.ts';
import { readUnigram, unigramIds } from './unigram.ts';

/**
 * Normaliser, pre-tokenizer and model of any `tokenizer.json`, as transformers.js's own library computes them. Unigram is
 * computed here: the library would hold a quarter of a million tokens as a tree of maps. Throws BAD_INPUT for a part that
 * the library does not know.
 */
export function librarySplitter(json: TokenizerJson, config: object): PlainTokenizer {
  if (json.model.type !== 'Unigram' && !Array.isArray(json.model.vocab))
    return libraryModel(json, config);
  const unigram = readUnigram(json.model);
  const steps = stepsOf(load(json, { type: 'WordPiece', vocab: {} }, config), json);
  const { vocabulary, unknown } = unigram;
  return { plain: { ...steps, ids: unigramIds(unigram) }, vocabulary, unknown };
}

function libraryModel(json: TokenizerJson, config: object): PlainTokenizer {
  const library = load(json, json.model, config);
  const { model } = library;
  if (!model) throw badTokenizer('it has no model');
  const unknown = model.unk_token_id ?? null;
  const vocabulary = model.tokens_to_ids;
  const ids = (piece: string) => {
    const tokens: string[] = model([piece]);
    return tokens.flatMap((token) => vocabulary.get(token) ?? unknown ?? []);
  };
  return { plain: { ...stepsOf(library, json), ids }, vocabulary, unknown };
}

function load(json: TokenizerJson, model: object, config: object): LibraryTokenizer {
  const whole = {
    decoder: null,
    post_processor: null,
    ...json.source,
    normalizer: json.normalizer,
    pre_tokenizer: preTokenizerOf(json).rest,
    model,
    // Found by us: the library takes no notice of whole words.
    added_tokens: [],
  };
  try {
    return new LibraryTokenizer(whole, config);
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw badTokenizer(`a part of it is not supported (${what})`, cause);
  }
}

function stepsOf(
  { normalizer, pre_tokenizer: preTokenizer }: LibraryTokenizer,
  json: TokenizerJson,
): Omit<PlainSplitter, 'ids'> {
  const { atSpaces } = preTokenizerOf(json);
  const atMarks = json.model.type === 'Unigram' && cutsAtMarks(json);
  const pieces = (text: string, section: number): string[] => {
    const found: string[] = preTokenizer ? preTokenizer(text, { section_index: section }) : [text];
    return atMarks ? found.flatMap(beforeMarks) : found;
  };
  return {
    normalise: (text) => (normalizer ? normalizer(text) : text),
    cut(normalised, take, section) {
      if (!atSpaces) return takeAll(pieces(normalised, section), take);
      return normalised
        .split(WHITE_SPACE)
        .every((word, index) => word === '' || takeAll(pieces(word, section + index), take));
    },
  };
}

function takeAll(pieces: readonly string[], take: TakePiece<string>): boolean {
  return pieces.every((piece) => piece === '' || take(piece));
}

const WHITE_SPACE = /\p{White_Space}+/u;

/** JavaScript's white space is not Unicode's, so a split at white space that comes first is made here. */
function preTokenizerOf({ preTokenizer }: TokenizerJson): {
  atSpaces: boolean;
  rest: object | null;
} {
  const isSpaces = (part: unknown) => isPart(part) && part.type === 'WhitespaceSplit';
  if (isSpaces(preTokenizer)) return { atSpaces: true, rest: null };
  const parts: unknown = preTokenizer?.type === 'Sequence' && preTokenizer.pretokenizers;
  if (!Array.isArray(parts) || !isSpaces(parts[0])) return { atSpaces: false, rest: preTokenizer };
  return { atSpaces: true, rest: { ...preTokenizer, pretokenizers: parts.slice(1) } };
}

const MARK = '▁';

/** The library leaves the words of a Metaspace together, which the reference cuts apart; words are looked up faster. */
function cutsAtMarks({ preTokenizer }: TokenizerJson): boolean {
  const parts = preTokenizer?.type === 'Sequence' ? preTokenizer.pretokenizers : [preTokenizer];
  return (
    Array.isArray(parts) &&
    parts.some((part) => isPart(part) && part.type === 'Metaspace' && part.split !== false)
  );
}

function beforeMarks(piece: string): string[] {
  return piece.includes(MARK, 1) ? piece.split(/(?=▁)/) : [piece];
}
