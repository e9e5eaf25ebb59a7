import { describe, expect, it } from 'vitest';
import { openTokenizer } from './open-tokenizer.ts';
import golden from './trained-golden.json' with { type: 'json' };

const EVERYTHING = 100_000;

describe.each(golden.cases)('$name', ({ tokenizer: json, ids }) => {
  const tokenizer = openTokenizer(json, {});

  it('gives the ids of the reference', () => {
    golden.texts.forEach((text, i) => {
      expect([...tokenizer.encode(text, EVERYTHING)], text).toEqual(ids[i]);
    });
  });

  it('cuts text, never special tokens', () => {
    golden.texts.forEach((text, i) => {
      const whole = ids[i] ?? [];
      const most = Math.min(5, whole.length);
      const expected = [...whole.slice(0, most - 1), ...whole.slice(-1)];
      expect([...tokenizer.encode(text, 5)], text).toEqual(expected);
    });
  });

  it('knows its padding token', () => {
    expect(tokenizer.tokens[tokenizer.padId]).toBe('<pad>');
  });
});
