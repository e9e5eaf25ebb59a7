import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Embedder, embedTexts } from '#core/embed/embedder.ts';
import { dot, norm } from '#core/math/vectors.ts';
import { concatenated } from './concatenated.ts';

/** Gives each text, an angle in degrees, its unit vector, in batches of two from the last text on; "?" is unknown. */
function angles(times: number, closed: string[] = []): Embedder {
  const vectorOf = (text: string) => {
    const angle = (Number(text) * times * Math.PI) / 180;
    return text === '?' ? [0, 0] : [Math.cos(angle), Math.sin(angle)];
  };
  return {
    dimensions: 2,
    async *batches(texts) {
      const order = [...texts.keys()].reverse();
      for (let from = 0; from < order.length; from += 2) {
        const positions = Uint32Array.from(order.slice(from, from + 2));
        const rows = [...positions].flatMap((position) => vectorOf(texts[position] ?? '?'));
        yield { positions, vectors: Float32Array.from(rows) };
      }
    },
    close: async () => void closed.push(`x${times}`),
  };
}

const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180);

describe('concatenated', () => {
  it('has the weighted mean of the cosines as its cosine', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 360 }),
        fc.integer({ min: 0, max: 360 }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        async (one, other, first, second) => {
          const both = concatenated([
            { embedder: angles(1), weight: first },
            { embedder: angles(3), weight: second },
          ]);
          const vectors = await embedTexts(both, [`${one}`, '7', `${other}`], 'term');
          const [a, b] = [vectors.subarray(0, 4), vectors.subarray(8, 12)];
          const difference = one - other;
          const mean =
            (first * cosine(difference) + second * cosine(3 * difference)) / (first + second);
          expect(dot(a, b)).toBeCloseTo(mean, 5);
          expect(norm(a)).toBeCloseTo(1, 6);
        },
      ),
    );
  });

  it('lets the others decide where a part knows nothing', async () => {
    const unknown: Embedder = {
      ...angles(1),
      batches: (texts, role) =>
        angles(1).batches(
          texts.map(() => '?'),
          role,
        ),
    };
    const both = concatenated([
      { embedder: unknown, weight: 2 },
      { embedder: angles(1), weight: 1 },
    ]);
    const vectors = await embedTexts(both, ['0', '60', '?'], 'query');
    expect(dot(vectors.subarray(0, 4), vectors.subarray(4, 8))).toBeCloseTo(0.5, 6);
    expect([...vectors.subarray(8)]).toEqual([0, 0, 0, 0]);
  });

  it('closes every part', async () => {
    const closed: string[] = [];
    const parts = [1, 2].map((times) => ({ embedder: angles(times, closed), weight: 1 }));
    await concatenated(parts).close();
    expect(closed).toEqual(['x1', 'x2']);
  });

  it.each([
    ['no part', []],
    ['no weight', [0, 0]],
    ['a negative weight', [2, -1]],
  ])('refuses %s', (_, weights) => {
    const parts = weights.map((weight) => ({ embedder: angles(1), weight }));
    expect(() => concatenated(parts)).toThrow('must have a weight');
  });
});
