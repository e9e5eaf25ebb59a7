import { Tokenizer as LibraryTokenizer } from '@huggingface/tokenizers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import golden from './bert-golden.json' with { type: 'json' };
import { openTokenizer } from './open-tokenizer.ts';
import { TINY_TOKENS, tinyTokenizerJson } from './testing.ts';

const vocabulary = Object.fromEntries(golden.vocabulary.map((token, id) => [token, id]));
const withVocabulary = (json: { model: object }) => ({
  ...json,
  model: { ...json.model, vocab: vocabulary },
});
const EVERYTHING = 100_000;
const tiny = openTokenizer(tinyTokenizerJson(), {});
const words = (text: string, most = EVERYTHING) =>
  [...tiny.encode(text, most)].map((id) => tiny.tokens[id]);

describe.each(golden.cases)('BERT, $name', ({ tokenizer: json, ids }) => {
  const tokenizer = openTokenizer(withVocabulary(json), {});

  it('gives the ids of the reference', () => {
    golden.texts.forEach((text, i) => {
      expect([...tokenizer.encode(text, EVERYTHING)], text).toEqual(ids[i]);
    });
  });

  it('gives the same ids the second time, from memory', () => {
    golden.texts.forEach((text, i) => {
      expect([...tokenizer.encode(text, EVERYTHING)]).toEqual(ids[i]);
    });
  });
});

describe('BERT against the library of transformers.js', () => {
  const [uncased] = golden.cases;
  const json = withVocabulary(uncased?.tokenizer ?? { model: {} });
  const library = new LibraryTokenizer(json, {});
  const tokenizer = openTokenizer(json, {});
  // The library splits surrogate pairs and takes a last capital sigma for another letter; the reference does neither.
  const agreed = (text: string) => !/[Σ\u{20000}-\u{323af}]/u.test(text);

  it('gives the same ids for any text', () => {
    const fragment = fc.oneof(
      fc.constantFrom(...golden.texts),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(' ', '[CLS]', '[', 'É', 'e\u0301', '\u00a0'),
    );
    const text = fc.array(fragment, { maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text.filter(agreed), (value) => {
        // A token that swallows white space before it is something that the library does otherwise.
        fc.pre(!value.includes('[MASK]'));
        expect([...tokenizer.encode(value, EVERYTHING)]).toEqual(library.encode(value).ids);
      }),
      { numRuns: 400 },
    );
  });
});

describe('cutting', () => {
  it.each([
    [5, ['[CLS]', 'senior', 'soft', '##ware', '[SEP]']],
    [4, ['[CLS]', 'senior', 'soft', '[SEP]']],
    [2, ['[CLS]', '[SEP]']],
    [0, ['[CLS]', '[SEP]']],
  ])('to %i tokens never cuts a special token', (most, expected) => {
    const json = tinyTokenizerJson();
    const { software: _, ...vocab } = json.model.vocab;
    const tokenizer = openTokenizer({ ...json, model: { ...json.model, vocab } }, {});
    const ids = [...tokenizer.encode('Senior software engineer', most)];
    expect(ids.map((id) => tokenizer.tokens[id])).toEqual(expected);
  });

  it('keeps the beginning of the whole', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...golden.texts),
        fc.integer({ min: 2, max: 12 }),
        (text, most) => {
          const whole = [...tiny.encode(text, EVERYTHING)];
          const cut = [...tiny.encode(text, most)];
          expect(cut).toEqual([...whole.slice(0, Math.min(most, whole.length) - 1), 3]);
        },
      ),
    );
  });
});

it('gives the special tokens alone for a text without words', () => {
  expect(words(' \t\u200b')).toEqual(['[CLS]', '[SEP]']);
});

it('names its special and unknown tokens', () => {
  expect([...tiny.specialIds]).toEqual([0, 1, 2, 3, 4]);
  expect(tiny.unknownId).toBe(1);
  expect(tiny.tokens).toEqual(TINY_TOKENS);
  expect(tiny.frame).toEqual({ before: [2], after: [3] });
});

describe('settings from other files', () => {
  const cased = tinyTokenizerJson({
    normalizer: { type: 'BertNormalizer', clean_text: true, lowercase: false },
  });
  const unknown = [2, 1, 3];
  const known = [2, 12, 3];

  it.each([
    ['none', {}, {}, unknown],
    ['do_lower_case of tokenizer_config.json', { do_lower_case: true }, {}, known],
    ['do_lower_case of sentence_bert_config.json', {}, { lowerCase: true }, known],
  ])('%s', (_, config, overrides, ids) => {
    expect([...openTokenizer(cased, config, overrides).encode('NURSE', 9)]).toEqual(ids);
  });

  it.each([
    ['padding of tokenizer.json', { padding: { pad_id: 7 } }, {}, 7],
    ['pad_token as text', {}, { pad_token: '[MASK]' }, 4],
    ['pad_token as an object', {}, { pad_token: { content: '[MASK]' } }, 4],
    ['nothing', {}, {}, 0],
  ])('the padding token comes from %s', (_, changes, config, id) => {
    expect(openTokenizer(tinyTokenizerJson(changes), config).padId).toBe(id);
  });
});

describe('post-processors', () => {
  const pair = { sep: ['[SEP]', 3], cls: ['[CLS]', 2] };
  const none: number[] = [];
  it.each([
    ['none', null, none, none],
    ['ByteLevel', { type: 'ByteLevel' }, none, none],
    ['BertProcessing', { type: 'BertProcessing', ...pair }, [2], [3]],
    ['RobertaProcessing', { type: 'RobertaProcessing', ...pair }, [2], [3]],
    [
      'a sequence',
      {
        type: 'Sequence',
        processors: [{ type: 'ByteLevel' }, { type: 'BertProcessing', ...pair }],
      },
      [2],
      [3],
    ],
  ])('%s', (_, processor, before, after) => {
    const tokenizer = openTokenizer(tinyTokenizerJson({ post_processor: processor }), {});
    expect(tokenizer.frame).toEqual({ before, after });
    expect([...tokenizer.encode('nurse', 9)]).toEqual([...before, 12, ...after]);
  });
});

describe('what is no tokenizer', () => {
  const model = tinyTokenizerJson().model;
  it.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['no model', { version: '1.0' }],
    ['a model that is a word', { model: 'BERT' }],
    ['a vocabulary that is a list', tinyTokenizerJson({ model: { ...model, vocab: [] } })],
    ['an empty vocabulary', tinyTokenizerJson({ model: { ...model, vocab: {} } })],
    ['an id that is no number', tinyTokenizerJson({ model: { ...model, vocab: { a: 'b' } } })],
    ['an id below 0', tinyTokenizerJson({ model: { ...model, vocab: { '[UNK]': -1 } } })],
    ['no unknown token', tinyTokenizerJson({ model: { ...model, vocab: { a: 0 } } })],
    ['added tokens that are no list', tinyTokenizerJson({ added_tokens: {} })],
    ['an added token without content', tinyTokenizerJson({ added_tokens: [{ id: 1 }] })],
    ['an unknown model', tinyTokenizerJson({ model: { type: 'Oracle' } })],
    ['an unknown normaliser', tinyTokenizerJson({ normalizer: { type: 'Magic' } })],
    ['an unknown pre-tokenizer', tinyTokenizerJson({ pre_tokenizer: { type: 'Magic' } })],
    ['an unknown post-processor', tinyTokenizerJson({ post_processor: { type: 'Magic' } })],
    ['a post-processor that is a word', tinyTokenizerJson({ post_processor: 'Magic' })],
  ])('%s: a clear error', (_, json) => {
    const open = () => openTokenizer(json, {});
    expect(open).toThrow(PlumblineError);
    expect(open).toThrow(/This tokenizer cannot be used/);
  });
});
