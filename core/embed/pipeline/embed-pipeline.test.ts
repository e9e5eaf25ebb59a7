import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { cacheBelow } from '#core/embed/cache/testing.ts';
import { cacheOverview, type VectorCache } from '#core/embed/cache/vector-cache.ts';
import type { Embedder, TextRole } from '#core/embed/embedder.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { type EmbeddedWindow, embedStream, embedThrough } from './embed-pipeline.ts';

const BATCH = 3;
const space = { id: 'tiny', name: 'Tiny' };

let root = '';
let place: ReturnType<typeof cacheBelow>;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-pipeline-'));
  place = cacheBelow(root, nodeFiles());
});
afterEach(() => rm(root, { recursive: true, force: true }));

const vectorOf = (text: string, role: TextRole): number[] => [
  text.length,
  text.codePointAt(0) ?? 0,
  text.codePointAt(text.length - 1) ?? 0,
  role === 'query' ? 1 : 0,
];

/** Remembers what it was asked for; its batches come longest text first. */
function tinyEmbedder(seen: string[] = []): Embedder {
  return {
    dimensions: 4,
    async *batches(texts, role) {
      const length = (position: number) => texts[position]?.length ?? 0;
      const order = [...texts.keys()].sort((a, b) => length(b) - length(a));
      for (let from = 0; from < order.length; from += BATCH) {
        const positions = Uint32Array.from(order.slice(from, from + BATCH));
        const batch = [...positions].map((position) => texts[position] ?? '');
        seen.push(...batch);
        yield { positions, vectors: Float32Array.from(batch.flatMap((t) => vectorOf(t, role))) };
      }
    },
    async close() {},
  };
}

/** A context that counts breaths and is cancelled at one of them. */
function contextOf(cancelAt = Number.POSITIVE_INFINITY) {
  const progress: [number, number, string][] = [];
  let breaths = 0;
  const context: JobContext = {
    signal: new AbortController().signal,
    progress: (...step) => void progress.push(step),
    log: () => {},
    async breathe() {
      breaths += 1;
      if (breaths >= cancelAt) throw new PlumblineError('CANCELLED', 'Stopped.');
    },
  };
  return { context, progress };
}

const options = (embedder: Embedder, cache: VectorCache | null, context = contextOf().context) => ({
  ...{ embedder, space, cache, role: 'term' as const, context, elapsed: () => 0 },
});
const rowsOf = (vectors: Float32Array) =>
  Array.from({ length: vectors.length / 4 }, (_, n) => [...vectors.subarray(n * 4, n * 4 + 4)]);
const words = fc.array(fc.constantFrom('a', 'bb', ' a ', 'ccc', 'bb\t', 'é', 'e\u0301', 'dd', ''));

describe('embedThrough', () => {
  it('gives the vector of each text, cached or not, and embeds each once', async () => {
    const run = async (lists: string[][], cached: boolean) => {
      await rm(place.folder, { recursive: true, force: true });
      const cache = cached ? await place.open() : null;
      const seen: string[] = [];
      for (const texts of lists) {
        const before = seen.length;
        const { vectors, stats } = await embedThrough({
          ...options(tinyEmbedder(seen), cache),
          texts,
        });
        const normal = texts.map((text) => text.normalize('NFC').trim());
        expect(rowsOf(vectors)).toEqual(normal.map((text) => vectorOf(text, 'term')));
        const distinct = new Set(normal).size;
        const computed = seen.length - before;
        const expected = { texts: texts.length, distinct, computed, cached: distinct - computed };
        expect(stats).toEqual({ ...expected, seconds: 0 });
        if (!cached) expect(computed).toBe(distinct);
      }
      if (cached) expect(new Set(seen).size).toBe(seen.length);
      await cache?.close();
    };
    await fc.assert(fc.asyncProperty(fc.array(words, { maxLength: 3 }), fc.boolean(), run), {
      numRuns: 40,
    });
  });

  it('finds everything in the next run, and the overview says so', async () => {
    const texts = ['one', 'two', 'three', 'two', 'four', 'five'];
    for (const expected of [
      { cached: 0, computed: 5 },
      { cached: 5, computed: 0 },
    ]) {
      const cache = await place.open();
      const { stats } = await embedThrough({ ...options(tinyEmbedder(), cache), texts });
      expect(stats).toMatchObject({ texts: 6, distinct: 5, ...expected });
      await cache.close();
    }
    const overview = await cacheOverview(nodeFiles(), place.folder, 1e9);
    expect(overview).toMatchObject({ asked: 10, found: 5, spaces: [{ name: 'Tiny', vectors: 5 }] });
  });

  it.each([
    ['its own vectors without prefixes', undefined, 2],
    ['the same where the prefix is', { query: '', term: '' }, 1],
    ['its own where the prefix differs', { query: 'q: ', term: '' }, 2],
  ])('a role has %s', async (_, prefixes, computed) => {
    const cache = await place.open();
    const seen: string[] = [];
    for (const role of ['term', 'query'] as const) {
      const given = { ...options(tinyEmbedder(seen), cache), role, texts: ['a'] };
      await embedThrough(prefixes ? { ...given, prefixes } : given);
    }
    expect(seen).toHaveLength(computed);
  });

  it('reports progress in texts, repetitions counted', async () => {
    const { context, progress } = contextOf();
    const texts = ['a', 'a', 'a', 'bb', 'cc', 'dd', 'ee'];
    await embedThrough({ ...options(tinyEmbedder(), null, context), texts });
    expect(progress).toEqual([
      [3, 7, 'texts'],
      [7, 7, 'texts'],
    ]);
  });

  it('keeps what was done before it was cancelled', async () => {
    const texts = Array.from({ length: 20 }, (_, i) => `text ${i}`);
    const { context } = contextOf(4); // one breath for the texts, two batches, cancelled after the third
    const cache = await place.open();
    const running = embedThrough({ ...options(tinyEmbedder(), cache, context), texts });
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    await cache.close();
    const again = await place.open();
    const { stats } = await embedThrough({ ...options(tinyEmbedder(), again), texts });
    expect(stats).toMatchObject({ cached: 3 * BATCH, computed: 20 - 3 * BATCH });
  });

  it('keeps nothing of a model whose numbers are not finite, and says which text', async () => {
    const broken: Embedder = {
      ...tinyEmbedder(),
      async *batches() {
        yield { positions: Uint32Array.of(1, 0), vectors: new Float32Array(8).fill(Number.NaN, 4) };
      },
    };
    const cache = await place.open();
    const running = embedThrough({ ...options(broken, cache), texts: ['good', 'bad'] });
    await expect(running).rejects.toMatchObject({
      code: 'DAMAGED',
      message: expect.stringContaining('"good"'),
    });
    const { stats } = await embedThrough({
      ...options(tinyEmbedder(), cache),
      texts: ['good', 'bad'],
    });
    expect(stats.cached).toBe(0);
  });

  it('goes on when the disk is full', async () => {
    const full = () => Promise.reject(new PlumblineError('DISK_FULL', 'The disk is full.'));
    const cache = await place.open(1e9, { ...nodeFiles(), append: full });
    const texts = Array.from({ length: 20 }, (_, i) => `text ${i}`);
    const { stats } = await embedThrough({ ...options(tinyEmbedder(), cache), texts });
    expect(stats).toMatchObject({ computed: 20 });
    expect(place.said).toHaveLength(1);
  });

  it('fails with the error of the cache where the program is wrong, not later', async () => {
    const wrong = () => Promise.reject(new TypeError('wrong'));
    const cache = await place.open(1e9, { ...nodeFiles(), append: wrong });
    const texts = Array.from({ length: 20 }, (_, i) => `text ${i}`);
    await expect(embedThrough({ ...options(tinyEmbedder(), cache), texts })).rejects.toThrow(
      'wrong',
    );
  });
});

describe('embedStream', () => {
  async function collect(windows: AsyncIterable<EmbeddedWindow>) {
    const all: number[][] = [];
    for await (const { first, vectors } of windows) {
      expect(first).toBe(all.length);
      all.push(...rowsOf(vectors));
    }
    return all;
  }

  it('gives the vectors in the order of the input, whatever its pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(words), fc.integer({ min: 1, max: 9 }), async (pieces, window) => {
        const source = (async function* () {
          yield* pieces;
        })();
        const rows = await collect(
          embedStream(source, { ...options(tinyEmbedder(), null), window }),
        );
        const expected = pieces
          .flat()
          .map((text) => vectorOf(text.normalize('NFC').trim(), 'term'));
        expect(rows).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('reads no further than the window that is being asked for', async () => {
    let read = 0;
    const source = (async function* () {
      for (; read < 1e6; read += 1) yield [`text ${read}`];
    })();
    let windows = 0;
    const stream = embedStream(source, { ...options(tinyEmbedder(), null), window: 100 });
    for await (const { vectors } of stream) {
      windows += 1;
      expect(vectors).toHaveLength(400);
      expect(read).toBeLessThan(windows * 100 + 1);
      if (windows === 5) break;
    }
    expect(read).toBeLessThan(501);
  });

  it('takes few very long texts at a time', async () => {
    const long = 'x'.repeat(3_000_000);
    const source = (async function* () {
      yield [long, long, long, long];
    })();
    const sizes: number[] = [];
    for await (const { vectors } of embedStream(source, options(tinyEmbedder(), null))) {
      sizes.push(vectors.length / 4);
    }
    expect(sizes).toEqual([3, 1]);
  });

  it('takes repetitions in later windows from the cache', async () => {
    const seen: string[] = [];
    const source = (async function* () {
      yield ['a', 'bb', 'a', 'ccc', 'bb', 'a', 'dddd', 'a'];
    })();
    const cache = await place.open();
    const stream = embedStream(source, {
      ...options(tinyEmbedder(seen), cache),
      window: 3,
      total: 8,
    });
    let last: EmbeddedWindow | undefined;
    for await (const window of stream) last = window;
    expect([...seen].sort()).toEqual(['a', 'bb', 'ccc', 'dddd']);
    expect(last?.stats).toEqual({ texts: 8, distinct: 7, cached: 3, computed: 4, seconds: 0 });
  });
});
