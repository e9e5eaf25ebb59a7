import { describe, expect, it } from 'vitest';
import { seededRandom } from '#core/math/seeded-random.ts';
import { streamedScan } from './streamed-scan.ts';

const [rows, dimensions] = [100, 6];
const random = seededRandom(3);
const vectors = Float32Array.from({ length: rows * dimensions }, () => random() - 0.5);

async function* inPieces(size: number, seen: { reads: number }) {
  seen.reads += 1;
  for (let at = 0; at < vectors.length; at += size * dimensions) {
    yield vectors.subarray(at, at + size * dimensions);
  }
}

describe('streamedScan', () => {
  it.each([1, 7, 100, 1000])(
    'multiplies every row, whatever pieces of %i they come in',
    async (size) => {
      const seen = { reads: 0 };
      const scan = streamedScan({ rows, dimensions }, () => inPieces(size, seen));
      const queries = vectors.slice(dimensions, 3 * dimensions);
      const found = await scan.scan(queries);
      expect(found.length).toBe(2);
      const plain = Array.from({ length: rows }, (_, row) =>
        Array.from({ length: dimensions }).reduce<number>(
          (sum, _unused, i) =>
            sum + (queries[dimensions + i] ?? 0) * (vectors[row * dimensions + i] ?? 0),
          0,
        ),
      );
      expect([...(found[1]?.all ?? [])]).toEqual([...Float32Array.from(plain)]);
      expect(await found[1]?.of(Uint32Array.of(9, 3))).toEqual(
        Float32Array.of(plain[9] ?? 0, plain[3] ?? 0),
      );
      await scan.scan(queries);
      expect(seen.reads).toBe(1);
    },
  );

  it('says so where vectors are missing or too many', async () => {
    for (const wrong of [rows - 1, rows + 1]) {
      const scan = streamedScan({ rows: wrong, dimensions }, () => inPieces(7, { reads: 0 }));
      await expect(scan.scan(vectors.slice(0, dimensions))).rejects.toThrow('not as many');
    }
  });
});
