import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { blobSource, bytesOf } from './blob-source.ts';

const files = nodeFiles();

describe('blobSource', () => {
  it('gives every byte, in one and in ranges', async () => {
    const bytes = Uint8Array.from({ length: 2_500_000 }, (_, n) => n % 251);
    const source = blobSource('big.bin', new Blob([bytes]), files);
    expect(Buffer.compare(await bytesOf(source), bytes)).toBe(0);
    expect(await source.files.size(source.path)).toBe(bytes.length);
    const ranges = await source.files.openRanges(source.path);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length + 10), fc.nat(300), async (at, length) => {
        const into = new Uint8Array(length);
        const read = await ranges.read(at, into);
        expect(into.subarray(0, read)).toEqual(bytes.slice(at, at + length));
      }),
      { numRuns: 30 },
    );
    await ranges.close();
  });

  it('gives nothing of nothing', async () => {
    expect(await bytesOf(blobSource('empty', new Blob([]), files))).toHaveLength(0);
  });
});
