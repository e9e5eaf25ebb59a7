import { bertSettings, isBert } from './bert-settings.ts';
import type { TokenizerOverrides } from './open-tokenizer.ts';
import { isPart, readTokenizerJson, type TokenizerJson } from './tokenizer-json.ts';

/**
 * The `tokenizer.json` of a static model made from a transformer's: no special tokens around a text, nothing cut or
 * padded, what other files say about it written into it, and `terms` as tokens that match whole words, with the ids from
 * `firstId` on.
 */
export function staticTokenizerJson(
  tokenizerJson: unknown,
  tokenizerConfig: unknown,
  overrides: TokenizerOverrides,
  { terms, firstId }: { terms: readonly string[]; firstId: number },
): object {
  const json = readTokenizerJson(tokenizerJson);
  const added = json.source.added_tokens;
  return {
    ...json.source,
    truncation: null,
    padding: null,
    added_tokens: [
      ...(Array.isArray(added) ? added : []),
      ...terms.map((content, index) => ({
        id: firstId + index,
        content,
        single_word: true,
        lstrip: false,
        rstrip: false,
        normalized: true,
        special: false,
      })),
    ],
    normalizer: normaliser(json, isPart(tokenizerConfig) ? tokenizerConfig : {}, overrides),
    post_processor: null,
  };
}

function normaliser(
  json: TokenizerJson,
  config: object,
  { lowerCase }: TokenizerOverrides,
): unknown {
  if (isBert(json)) {
    const settings = bertSettings(json.normalizer, config);
    return {
      type: 'BertNormalizer',
      clean_text: settings.cleanText,
      handle_chinese_chars: settings.handleChineseChars,
      strip_accents: settings.stripAccents,
      lowercase: settings.lowercase || lowerCase === true,
    };
  }
  if (!lowerCase) return json.normalizer;
  const rest = json.normalizer ? [json.normalizer] : [];
  return { type: 'Sequence', normalizers: [{ type: 'Lowercase' }, ...rest] };
}
