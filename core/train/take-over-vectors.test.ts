import { expect, it } from 'vitest';
import type { Embedder } from '#core/embed/embedder.ts';
import type { TermPiece } from '#core/index/lance-terms.ts';
import { takeOverVectors } from './take-over-vectors.ts';

const vectorOf = (text: string) => [text.length, text.charCodeAt(0)];

/** Counts what it is asked for. */
function counting() {
  const asked: string[] = [];
  const embedder: Embedder = {
    dimensions: 2,
    async *batches(texts) {
      asked.push(...texts);
      const positions = Uint32Array.from(texts, (_, i) => i);
      yield { positions, vectors: Float32Array.from(texts.flatMap(vectorOf)) };
    },
    close: async () => undefined,
  };
  return { embedder, asked };
}

async function* index(
  ...batches: string[][]
): AsyncGenerator<Pick<TermPiece, 'terms' | 'vectors'>> {
  for (const terms of batches) {
    const vectors = Float32Array.from(terms.flatMap(vectorOf));
    yield { terms, vectors };
  }
}

const still = async () => undefined;

it('takes over what is known and embeds the rest, each text once, in the order of the terms', async () => {
  const { embedder, asked } = counting();
  const terms = ['nurse', 'welder', 'nurse', 'baker', 'welder'];
  const known = index(['nurse', 'gone'], ['cook']);
  const taken = await takeOverVectors(terms, known, embedder, still);
  expect(asked).toEqual(['welder', 'baker']);
  expect([...taken.vectors]).toEqual(terms.flatMap(vectorOf));
  expect(taken).toMatchObject({ reused: 2, embedded: 3 });
});

it('counts a text that the index has twice once', async () => {
  const { embedder, asked } = counting();
  const taken = await takeOverVectors(['a'], index(['a'], ['a']), embedder, still);
  expect(asked).toEqual([]);
  expect(taken).toMatchObject({ reused: 1, embedded: 0 });
});

it('gives nothing for nothing', async () => {
  const { embedder } = counting();
  const taken = await takeOverVectors([], index(['a']), embedder, still);
  expect(taken.vectors).toHaveLength(0);
});
