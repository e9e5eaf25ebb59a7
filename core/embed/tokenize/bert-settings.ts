import type { BertNormaliserSettings } from './bert-normalise.ts';
import type { TokenizerJson } from './tokenizer-json.ts';

/** Whether a tokenizer is BERT's: its normaliser, its pre-tokenizer and WordPiece. */
export function isBert({ model, normalizer, preTokenizer }: TokenizerJson): boolean {
  const isWordPiece =
    model.type === 'WordPiece' ||
    (model.type === undefined && 'continuing_subword_prefix' in model && !('merges' in model));
  return (
    isWordPiece &&
    normalizer?.type === 'BertNormalizer' &&
    preTokenizer?.type === 'BertPreTokenizer'
  );
}

/** The reference lets `tokenizer_config.json` overrule the normaliser. */
export function bertSettings(
  normalizer: TokenizerJson['normalizer'],
  config: object,
): BertNormaliserSettings {
  const flag = (mine: string, theirs: string, otherwise: boolean): boolean => {
    const overruled: unknown = Reflect.get(config, theirs);
    if (typeof overruled === 'boolean') return overruled;
    const own = normalizer?.[mine];
    return typeof own === 'boolean' ? own : otherwise;
  };
  const lowercase = flag('lowercase', 'do_lower_case', true);
  return {
    cleanText: normalizer?.clean_text !== false,
    handleChineseChars: flag('handle_chinese_chars', 'tokenize_chinese_chars', true),
    stripAccents: flag('strip_accents', 'strip_accents', lowercase),
    lowercase,
  };
}
