import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedTexts } from '#core/embed/embedder.ts';
import { openTokenizer } from '#core/embed/tokenize/open-tokenizer.ts';
import { TINY_TOKENS, tinyTokenizerJson } from '#core/embed/tokenize/testing.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { dot } from '#core/math/vectors.ts';
import { staticEmbedder } from './static-embedder.ts';
import { addRow, dequantiseRows, quantiseRows } from './static-rows.ts';

const DIMENSIONS = 6;
const random = seededRandom(5);
const floats = Float32Array.from(
  { length: TINY_TOKENS.length * DIMENSIONS },
  () => (random() - 0.5) * 10 ** (4 * random()),
);
const rows = quantiseRows(floats, DIMENSIONS);
const tokenizer = openTokenizer(tinyTokenizerJson(), {});
const embedder = staticEmbedder({ rows, tokenizer, maxTokens: 512 });
const embed = async (...texts: string[]) => [...(await embedTexts(embedder, texts, 'term'))];

/** The definition, without any of the shortcuts. */
function expected(text: string, most = 512): number[] {
  const ids = [...tokenizer.encode(text, 10_000)].filter(
    (id) => id !== tokenizer.unknownId && !tokenizer.specialIds.has(id),
  );
  const sum = new Float64Array(DIMENSIONS);
  for (const id of ids.slice(0, most)) addRow(rows, id, sum);
  const length = Math.sqrt(dot(sum, sum)) || 1;
  return [...sum].map((value) => value / length);
}

function expectClose(actual: readonly number[], wanted: readonly number[]) {
  expect(actual).toHaveLength(wanted.length);
  wanted.forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, 5);
  });
}

const word = fc.oneof(
  fc.constantFrom('software', 'Senior', 'nurse', 'ab', 'bad', 'c++', 'zzz', '[SEP]', '—'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));

describe('a text', () => {
  it('is the mean of its tokens, of length 1', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        expectClose(await embed(value), expected(value));
      }),
    );
  });

  it('has the same vector alone, among others and the second time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async (texts) => {
        const together = await embed(...texts);
        const fresh = staticEmbedder({ rows, tokenizer, maxTokens: 512 });
        for (const [i, one] of texts.entries()) {
          const row = together.slice(i * DIMENSIONS, (i + 1) * DIMENSIONS);
          expect(await embed(one)).toEqual(row);
          expect([...(await embedTexts(fresh, [one], 'query'))]).toEqual(row);
        }
      }),
      { numRuns: 30 },
    );
  });

  it.each(['', '   ', 'zzz', '[CLS]', 'zzz ☃'])(
    'without known tokens is zeros: "%s"',
    async (value) => {
      expect(await embed(value)).toEqual(new Array(DIMENSIONS).fill(0));
    },
  );

  it('does not change for an unknown word in it', async () => {
    expect(await embed('nurse zzz')).toEqual(await embed('nurse'));
  });

  it('counts up to the most tokens, in the middle of a word too', async () => {
    for (const most of [1, 2, 3, 4]) {
      const short = staticEmbedder({ rows, tokenizer, maxTokens: most });
      const value = 'senior abcde nurse';
      expectClose([...(await embedTexts(short, [value], 'term'))], expected(value, most));
    }
  });

  it('is read to its end though it is one long word', async () => {
    const value = 'ab,'.repeat(60);
    expectClose(await embed(value), expected(value));
  });

  it('gets the prefix of its role', async () => {
    const prefixes = { query: 'senior ', term: '' };
    const prefixed = staticEmbedder({ rows, tokenizer, maxTokens: 512, prefixes });
    expect([...(await embedTexts(prefixed, ['nurse'], 'query'))]).toEqual(
      await embed('senior nurse'),
    );
    expect([...(await embedTexts(prefixed, ['nurse'], 'term'))]).toEqual(await embed('nurse'));
  });
});

it('comes in batches, each position once', async () => {
  const texts = Array.from({ length: 2500 }, (_, i) => `nurse ${i}`);
  const seen: number[] = [];
  for await (const { positions, vectors } of embedder.batches(texts, 'term')) {
    expect(vectors).toHaveLength(positions.length * DIMENSIONS);
    seen.push(...positions);
  }
  expect(seen).toEqual([...texts.keys()]);
});

it('puts few long texts into a batch', async () => {
  const texts = new Array(4).fill('nurse '.repeat(50_000));
  let batches = 0;
  for await (const _ of embedder.batches(texts, 'term')) batches += 1;
  expect(batches).toBe(2);
});

describe('int8 rows', () => {
  it('are within half a step of the floats', () => {
    const back = dequantiseRows(rows);
    floats.forEach((value, i) => {
      const step = rows.scales?.[Math.floor(i / DIMENSIONS)] ?? 0;
      expect(Math.abs(value - (back[i] ?? Number.NaN))).toBeLessThanOrEqual(step * 0.5001);
    });
  });

  it('use the whole range, and keep zeros', () => {
    const { rows: steps, scales } = quantiseRows(Float32Array.of(1, -2, 0, 0, 1e-30, 1e-31), 2);
    expect([...steps]).toEqual([64, -127, 0, 0, 127, 13]);
    expect(scales?.[1]).toBe(0);
  });
});
