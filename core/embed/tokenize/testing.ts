/** Tokens of a tiny vocabulary of BERT's kind, in the order of their ids. */
export const TINY_TOKENS: readonly string[] = [
  ...['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', '[unused0]'],
  ...['software', 'engineer', 'soft', '##ware', '##ing', 'senior', 'nurse', 'data', 'c', '+'],
  ...'abdefgh'.split(''),
  ...'abcdefgh'.split('').map((letter) => `##${letter}`),
];

/** A `tokenizer.json` of BERT's kind with `TINY_TOKENS`; `changes` replace parts of it. */
export function tinyTokenizerJson(changes: Record<string, unknown> = {}) {
  const special = (id: number) => ({
    id,
    content: TINY_TOKENS[id] ?? '',
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [0, 1, 2, 3, 4].map(special),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
      },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(TINY_TOKENS.map((token, id) => [token, id])),
    },
    ...changes,
  };
}
