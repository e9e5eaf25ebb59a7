import { bertSettings, isBert } from './bert-settings.ts';
import { bertSplitter } from './bert-splitter.ts';
import { librarySplitter } from './library-splitter.ts';
import { type PlainTokenizer, withAddedTokens } from './pieces.ts';
import { specialFrame } from './special-frame.ts';
import { type TextTokenizer, textTokenizer } from './text-tokenizer.ts';
import {
  badTokenizer,
  isPart,
  readTokenizerJson,
  type TokenizerJson,
  vocabularyOf,
} from './tokenizer-json.ts';
import { wordPieces } from './word-pieces.ts';

/** What a model's other files say about its tokenizer. */
export interface TokenizerOverrides {
  /** `do_lower_case` of `sentence_bert_config.json`: texts are lower-cased before they are tokenised. */
  lowerCase?: boolean;
}

/**
 * A tokenizer from a parsed `tokenizer.json` and, where there is one, `tokenizer_config.json`. Ids are those of the
 * reference library (`tokenizers`): WordPiece and Unigram are computed here, everything else by transformers.js's library.
 * Throws BAD_INPUT for what is no tokenizer or has a part that is not supported.
 */
export function openTokenizer(
  tokenizerJson: unknown,
  tokenizerConfig: unknown,
  overrides: TokenizerOverrides = {},
): TextTokenizer {
  const json = readTokenizerJson(tokenizerJson);
  const config = isPart(tokenizerConfig) ? tokenizerConfig : {};
  const { plain, vocabulary, unknown } = isBert(json)
    ? bertCore(json, config)
    : librarySplitter(json, config);
  const ids = new Map(json.addedTokens.map(({ content, id }) => [content, id]));
  const idOf = (token: string) => ids.get(token) ?? vocabulary.get(token);
  return textTokenizer({
    splitter: withAddedTokens(plain, json.addedTokens),
    normalise: plain.normalise,
    frame: specialFrame(json.postProcessor, idOf),
    unknownId: unknown,
    specialIds: new Set(json.addedTokens.filter(({ special }) => special).map(({ id }) => id)),
    padId: padIdOf(json, config, idOf),
    tokens: tokensOf(vocabulary, json),
    prepare: overrides.lowerCase ? (text) => text.toLowerCase() : (text) => text,
  });
}

const LONGEST_WORD = 100;

function bertCore({ model, normalizer }: TokenizerJson, config: object): PlainTokenizer {
  const vocabulary = vocabularyOf(model.vocab);
  const unknown = vocabulary.get(String(model.unk_token ?? '[UNK]'));
  if (unknown === undefined) throw badTokenizer('its vocabulary has no token for unknown words');
  const toIds = wordPieces({
    vocabulary,
    unknown,
    prefix: String(model.continuing_subword_prefix ?? '##'),
    longestWord: Number(model.max_input_chars_per_word ?? LONGEST_WORD),
  });
  return {
    plain: bertSplitter(bertSettings(normalizer, config), toIds),
    vocabulary,
    unknown,
  };
}

function padIdOf(
  json: TokenizerJson,
  config: Readonly<Record<string, unknown>>,
  idOf: (token: string) => number | undefined,
): number {
  const id = json.padding?.pad_id;
  if (typeof id === 'number') return id;
  const token = isPart(config.pad_token) ? config.pad_token.content : config.pad_token;
  const named = typeof token === 'string' ? idOf(token) : undefined;
  return named ?? idOf('[PAD]') ?? idOf('<pad>') ?? 0;
}

function tokensOf(vocabulary: ReadonlyMap<string, number>, json: TokenizerJson): string[] {
  let size = 0;
  for (const id of vocabulary.values()) size = Math.max(size, id + 1);
  for (const { id } of json.addedTokens) size = Math.max(size, id + 1);
  const tokens = new Array<string>(size).fill('');
  for (const [token, id] of vocabulary) tokens[id] = token;
  for (const { id, content } of json.addedTokens) tokens[id] = content;
  return tokens;
}
