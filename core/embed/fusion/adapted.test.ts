import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Embedder, embedTexts } from '../embedder.ts';
import { type Adapter, adapted, adapterMap } from './adapted.ts';
import { adapterFromArrays, adapterToArrays } from './adapter-arrays.ts';

/** Its vectors are the first two letters' codes. */
const base: Embedder = {
  dimensions: 2,
  async *batches(texts) {
    const code = (text: string, at: number) => text.charCodeAt(at) || 0;
    yield {
      positions: Uint32Array.from(texts, (_, i) => i),
      vectors: Float32Array.from(texts.flatMap((text) => [code(text, 0), code(text, 1)])),
    };
  },
  close: async () => undefined,
};

/** Turns by a right angle and stretches. */
const turn: Adapter = { dimensions: 2, map: Float32Array.of(0, 3, -3, 0) };

describe('an adapted embedder', () => {
  it('multiplies each vector by the map and brings it to length 1', async () => {
    const vectors = await embedTexts(adapted(base, turn), ['ab', 'ba', ''], 'term');
    const [a, b] = [97, 98];
    const length = Math.hypot(a, b);
    const wanted = [-b / length, a / length, -a / length, b / length, 0, 0];
    wanted.forEach((value, i) => {
      expect(vectors[i]).toBeCloseTo(value, 6);
    });
  });

  it('leaves vectors as they are under the identity', async () => {
    const identity = { dimensions: 2, map: Float32Array.of(1, 0, 0, 1) };
    const [x = 0, y = 0] = await embedTexts(adapted(base, identity), ['ab'], 'query');
    expect(y / x).toBeCloseTo(98 / 97, 6);
  });

  it('refuses an adapter of another width', () => {
    const wide = { dimensions: 3, map: new Float32Array(9) };
    expect(() => adapted(base, wide)).toThrow('is for vectors of 3 dimensions');
  });
});

describe('an adapter', () => {
  it.each([[8], [384], [512], [1024]])(
    'gives a vector of %i dimensions the same bits alone and in any batch',
    async (d) => {
      const waves = (length: number, pitch: number) =>
        Float32Array.from({ length }, (_, i) => Math.sin(1 + i * pitch));
      const map = adapterMap({ dimensions: d, map: waves(d * d, 1.7) });
      const vectors = waves(37 * d, 0.37);
      const together = await map.apply(vectors);
      for (const [from, to] of [
        [0, 1],
        [1, 3],
        [3, 20],
        [36, 37],
      ] as const) {
        const some = await map.apply(vectors.slice(from * d, to * d));
        expect(some).toEqual(together.slice(from * d, to * d));
      }
      await map.close();
    },
  );

  it('multiplies as the definition does', async () => {
    const d = 5;
    const values = Float32Array.from({ length: d * d }, (_, i) => (i % 7) - 3);
    const vector = Float32Array.of(1, -2, 0.5, 3, -1);
    const map = adapterMap({ dimensions: d, map: values });
    const product = Array.from({ length: d }, (_, j) =>
      vector.reduce((sum, value, i) => sum + value * (values[i * d + j] ?? 0), 0),
    );
    const length = Math.hypot(...product);
    const mapped = await map.apply(vector);
    product.forEach((value, j) => {
      expect(mapped[j]).toBeCloseTo(value / length, 6);
    });
    await map.close();
  });
});

describe('a stored adapter', () => {
  it('comes back as it was', () => {
    const float = fc.float({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(float, { minLength: 9, maxLength: 9 }), (values) => {
        const adapter = { dimensions: 3, map: Float32Array.from(values) };
        expect(adapterFromArrays(adapterToArrays(adapter))).toEqual(adapter);
      }),
    );
  });

  it.each([
    ['missing', {}],
    ['not square', { map: { shape: [2, 3], data: new Float32Array(6) } }],
    ['empty', { map: { shape: [0, 0], data: new Float32Array(0) } }],
    ['not finite', { map: { shape: [1, 1], data: Float32Array.of(Number.NaN) } }],
  ])('is refused where its map is %s', (_, arrays) => {
    expect(() => adapterFromArrays(arrays)).toThrow('The adapter is not whole');
  });
});
