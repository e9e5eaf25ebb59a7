import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Files } from '#core/platform/files.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { bitsFound, bitsOf, cacheBelow, keysOf, SPACE, texts, vectorsOf } from './testing.ts';
import { cacheOverview, clearVectorCache } from './vector-cache.ts';

let root = '';
let place: ReturnType<typeof cacheBelow>;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-cache-'));
  place = cacheBelow(root, nodeFiles());
});
afterEach(() => rm(root, { recursive: true, force: true }));

const segment = (n = 1, space = SPACE.id) =>
  join(place.folder, space, `${String(n).padStart(6, '0')}.vectors`);
const missing = (n: number) => new Array(n).fill(null);
const kept = (list: string[]) => bitsOf(vectorsOf(list));

/** Adds texts in blocks of the given sizes and closes the cache. */
async function fill(...sizes: number[]): Promise<void> {
  const cache = await place.open();
  const space = await cache.space(SPACE);
  let from = 0;
  for (const size of sizes) {
    const block = texts(from, from + size);
    await space.add(keysOf(block), vectorsOf(block));
    from += size;
  }
  await cache.close();
}

/** What a fresh cache finds for texts. */
async function found(list: string[]): Promise<(string | null)[]> {
  const cache = await place.open();
  const bits = await bitsFound(await cache.space(SPACE), keysOf(list));
  await cache.close();
  return bits;
}

describe('find', () => {
  const word = fc.oneof(fc.nat(2 ** 31), fc.constantFrom(0, 0x7fc00001, 0xffffffff, 0x80000000));
  const batch = fc.array(fc.tuple(fc.nat(40), fc.tuple(word, word, word)), { maxLength: 12 });

  it('gives what was added, bit for bit and now as later, and nothing else', async () => {
    const run = async (batches: [number, [number, number, number]][][], asked: number[]) => {
      await clearVectorCache(nodeFiles(), place.folder);
      const cache = await place.open();
      const space = await cache.space(SPACE);
      const expected = new Map<number, string>();
      for (const rows of batches) {
        const unique = [...new Map(rows).entries()];
        const bits = Uint32Array.from(unique.flatMap(([, words]) => words));
        const keys = keysOf(unique.map(([n]) => `t${n}`));
        await space.add(keys, new Float32Array(bits.buffer));
        for (const [n, words] of unique) {
          if (!expected.has(n)) expected.set(n, words.map((value) => value >>> 0).join(' '));
        }
      }
      const keys = keysOf(asked.map((n) => `t${n}`));
      const answer = asked.map((n) => expected.get(n) ?? null);
      expect(await bitsFound(space, keys)).toEqual(answer);
      await cache.close();
      const again = await (await place.open()).space(SPACE);
      expect(await bitsFound(again, keys)).toEqual(answer);
      const reader = await (await place.read()).space(SPACE);
      expect(await bitsFound(reader, keys)).toEqual(answer);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { maxLength: 4 }), fc.array(fc.nat(60)), run),
      { numRuns: 40 },
    );
  });

  it('takes arrays that are reused right away', async () => {
    const space = await (await place.open()).space(SPACE);
    const [keys, vectors] = [keysOf(texts(0, 4)), vectorsOf(texts(0, 4))];
    const added = space.add(keys, vectors);
    keys.fill(0);
    vectors.fill(7);
    await added;
    expect(await bitsFound(space, keysOf(texts(0, 4)))).toEqual(kept(texts(0, 4)));
  });

  it('keeps spaces apart, and refuses a name that is no folder', async () => {
    await fill(3);
    const cache = await place.open();
    const other = await cache.space({ ...SPACE, id: 'space-2' });
    expect(await bitsFound(other, keysOf(texts(0, 3)))).toEqual(missing(3));
    await expect(cache.space({ ...SPACE, id: '../x' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });

  it('opens a space once', async () => {
    const cache = await place.open();
    expect(await cache.space(SPACE)).toBe(await cache.space(SPACE));
  });
});

describe('what a killed or broken machine leaves', () => {
  it('loses only the block that was being written, wherever it was cut', async () => {
    await fill(5);
    const whole = (await stat(segment())).size;
    await fill(5, 4);
    const bytes = await readFile(segment());
    for (let length = whole + 1; length < bytes.length; length += 7) {
      await writeFile(segment(), bytes.subarray(0, length));
      expect(await found(texts(0, 9))).toEqual([...kept(texts(0, 5)), ...missing(4)]);
      expect((await stat(segment())).size).toBe(whole);
    }
    expect(place.said.every((line) => line.startsWith('info: '))).toBe(true);
  });

  it('does not trust a last block whose content was never written', async () => {
    await fill(5, 4);
    const bytes = await readFile(segment());
    await writeFile(segment(), bytes.fill(0, bytes.length - 8));
    expect(await found(texts(0, 9))).toEqual([...kept(texts(0, 5)), ...missing(4)]);
  });

  it('goes on in the same segment after mending', async () => {
    await fill(5, 4);
    await truncate(segment(), (await stat(segment())).size - 3);
    await fill(5, 4);
    expect(await found(texts(0, 9))).toEqual(kept(texts(0, 9)));
    expect(await readdir(join(place.folder, SPACE.id))).toEqual(['000001.vectors', 'space.json']);
  });

  it.each([
    ['nothing but a header', 16],
    ['half a header', 7],
    ['nothing', 0],
  ])('starts anew where a segment holds %s', async (_, length) => {
    await fill(5);
    await truncate(segment(), length);
    expect(await found(texts(0, 5))).toEqual(missing(5));
    await fill(5);
    expect(await found(texts(0, 5))).toEqual(kept(texts(0, 5)));
  });

  it('never gives a vector that a flipped bit has changed', async () => {
    await fill(5, 4);
    const bytes = await readFile(segment());
    for (let at = 0; at < bytes.length; at += 3) {
      const flipped = Uint8Array.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 16;
      await writeFile(segment(), flipped);
      const answer = await found(texts(0, 9));
      const right = kept(texts(0, 9));
      for (const [n, bits] of answer.entries()) expect([null, right[n]]).toContain(bits);
    }
    expect(place.said.join('\n')).toContain('damaged and was dropped');
  });

  it('drops a segment of other dimensions or another program', async () => {
    await fill(5);
    const cache = await place.open();
    const wider = await cache.space({ ...SPACE, dimensions: 4 });
    expect(await bitsFound(wider, keysOf(texts(0, 5)))).toEqual(missing(5));
    expect(place.said).toEqual([expect.stringMatching(/^warn: .*dropped as a whole/)]);
    expect(await readdir(join(place.folder, SPACE.id))).toEqual(['space.json']);
  });

  it('lives without its statistics', async () => {
    await fill(5);
    await writeFile(join(place.folder, SPACE.id, 'space.json'), '{"half":');
    expect(await found(texts(0, 5))).toEqual(kept(texts(0, 5)));
  });
});

describe('deleting', () => {
  it.each([
    ['the folder', () => place.folder],
    ['a space', () => join(place.folder, SPACE.id)],
    ['a segment', () => segment()],
  ])('%s under a running job makes it empty, not broken', async (_, what) => {
    const cache = await place.open();
    const space = await cache.space(SPACE);
    await space.add(keysOf(texts(0, 5)), vectorsOf(texts(0, 5)));
    await rm(what(), { recursive: true });
    expect(await bitsFound(space, keysOf(texts(0, 5)))).toEqual(missing(5));
    await space.add(keysOf(texts(3, 8)), vectorsOf(texts(3, 8)));
    await rm(what(), { recursive: true, force: true });
    await space.add(keysOf(texts(9, 12)), vectorsOf(texts(9, 12)));
    expect(await bitsFound(space, keysOf(texts(9, 12)))).toEqual(kept(texts(9, 12)));
    await cache.close();
    expect(await found(texts(9, 12))).toEqual(kept(texts(9, 12)));
    expect(place.said).toEqual([]);
  });

  it('the folder just before the end leaves nothing behind', async () => {
    const cache = await place.open();
    const space = await cache.space(SPACE);
    await space.add(keysOf(texts(0, 5)), vectorsOf(texts(0, 5)));
    await clearVectorCache(nodeFiles(), place.folder);
    await cache.close();
    expect(await nodeFiles().exists(place.folder)).toBe(false);
    expect(await cacheOverview(nodeFiles(), place.folder, 1)).toEqual({
      ...{ bytes: 0, limitBytes: 1, spaces: [], asked: 0, found: 0 },
    });
  });
});

describe('a disk that refuses', () => {
  const full = (path: string) =>
    Promise.reject(new PlumblineError('DISK_FULL', `The disk is full: ${path} was not written.`));

  it('is said once, and what was kept before stays', async () => {
    let filled = false;
    const files: Files = {
      ...nodeFiles(),
      append: (path, data) => (filled ? full(path) : nodeFiles().append(path, data)),
    };
    const cache = await place.open(1e9, files);
    const space = await cache.space(SPACE);
    await space.add(keysOf(texts(0, 5)), vectorsOf(texts(0, 5)));
    filled = true;
    for (const n of [5, 6, 7]) await space.add(keysOf(texts(n, n + 1)), vectorsOf(texts(n, n + 1)));
    expect(place.said).toHaveLength(1);
    expect(place.said[0]).toMatch(/^warn: .*keeps nothing more in this run: The disk is full/);
    const keys = keysOf(texts(0, 8));
    expect(await bitsFound(space, keys)).toEqual([...kept(texts(0, 5)), ...missing(3)]);
    await cache.close();
    expect(await found(texts(0, 8))).toEqual([...kept(texts(0, 5)), ...missing(3)]);
  });

  it('from the first write on', async () => {
    const files: Files = { ...nodeFiles(), makeFolder: full, append: full, writeAtomic: full };
    const cache = await place.open(1e9, files);
    const space = await cache.space(SPACE);
    await space.add(keysOf(texts(0, 5)), vectorsOf(texts(0, 5)));
    await cache.close();
    expect(place.said).toHaveLength(1);
  });

  it('reads no segment: its vectors count as missing', async () => {
    await fill(5);
    const broken = Object.assign(new Error('input/output error'), { code: 'EIO' });
    const files: Files = {
      ...nodeFiles(),
      openRanges: async (path) => {
        const ranges = await nodeFiles().openRanges(path);
        return {
          ...ranges,
          read: (at, into) => (at > 90 ? Promise.reject(broken) : ranges.read(at, into)),
        };
      },
    };
    const space = await (await place.read(files)).space(SPACE);
    expect(await bitsFound(space, keysOf(texts(0, 5)))).toEqual(missing(5));
    const closed: Files = { ...nodeFiles(), openRanges: () => Promise.reject(broken) };
    const none = await (await place.read(closed)).space(SPACE);
    expect(await bitsFound(none, keysOf(texts(0, 5)))).toEqual(missing(5));
    expect(place.said.join('\n')).toContain('cannot be read (EIO)');
  });

  it('does not list its folders: the cache counts as empty', async () => {
    await fill(5);
    const refused = Object.assign(new Error('not allowed'), { code: 'EACCES' });
    const files: Files = { ...nodeFiles(), list: () => Promise.reject(refused) };
    const cache = await place.open(1e9, files);
    const space = await cache.space(SPACE);
    await space.add(keysOf(texts(0, 5)), vectorsOf(texts(0, 5)));
    expect(await bitsFound(space, keysOf(texts(0, 5)))).toEqual(missing(5));
    await cache.close();
    expect(place.said).toEqual([expect.stringContaining('not allowed')]);
  });

  it('starts anew where a file stands in its place', async () => {
    await nodeFiles().makeFolder(join(place.folder, '..'));
    await writeFile(place.folder, 'in the way');
    await fill(5);
    expect(await found(texts(0, 5))).toEqual(missing(5));
    expect(place.said[0]).toMatch(/^warn: .*keeps nothing more in this run/);
  });

  it('does not hide an error of the program', async () => {
    const wrong = new TypeError('wrong');
    const cache = await place.open(1e9, { ...nodeFiles(), append: () => Promise.reject(wrong) });
    const space = await cache.space(SPACE);
    await expect(space.add(keysOf(['a']), vectorsOf(['a']))).rejects.toBe(wrong);
  });
});

describe('a reader', () => {
  it('never writes', async () => {
    await fill(5, 4);
    await truncate(segment(), (await stat(segment())).size - 3);
    const before = await readFile(segment());
    const space = await (await place.read()).space(SPACE);
    await space.add(keysOf(texts(20, 22)), vectorsOf(texts(20, 22)));
    expect(await bitsFound(space, keysOf(texts(0, 5)))).toEqual(kept(texts(0, 5)));
    expect(await bitsFound(space, keysOf(texts(20, 22)))).toEqual(missing(2));
    expect((await readFile(segment())).equals(before)).toBe(true);
  });
});

describe('the limit', () => {
  /** Bytes of a segment with one block of `n` vectors. */
  const bytesOf = (n: number) => 16 + 16 + n * (16 + 16);
  const limit = bytesOf(10) * 8;

  /** One segment of ten texts for each number. */
  async function addTens(numbers: number[], space = SPACE) {
    const cache = await place.open(limit);
    const opened = await cache.space(space);
    for (const n of numbers) {
      const list = texts(n * 10, n * 10 + 10);
      await opened.add(keysOf(list), vectorsOf(list));
      place.clock.move(1000);
    }
    await cache.close();
  }
  const tens = async (numbers: number[]) => {
    const cache = await place.read();
    const opened = await cache.space(SPACE);
    const present: number[] = [];
    for (const n of numbers) {
      const bits = await bitsFound(opened, keysOf(texts(n * 10, n * 10 + 10)));
      if (bits.every((value) => value !== null)) present.push(n);
    }
    return present;
  };

  it('drops what was used least recently, over all spaces', async () => {
    await addTens([0, 1], { ...SPACE, id: 'older' });
    await addTens([0, 1, 2, 3, 4, 5]);
    const cache = await place.open(limit);
    const space = await cache.space(SPACE);
    await bitsFound(space, keysOf(texts(0, 10))); // used: the first ten stay
    await cache.close();
    place.clock.move(1000);
    await addTens([6, 7, 8]);
    expect(await tens([0, 1, 2, 3, 4, 5, 6, 7, 8])).toEqual([0, 2, 3, 4, 5, 6, 7, 8]);
    const { bytes, spaces } = await cacheOverview(nodeFiles(), place.folder, limit);
    expect(bytes).toBe(limit);
    expect(spaces.map(({ space: id }) => id)).toEqual([SPACE.id]);
    expect(place.said).toEqual([]);
  });

  it('keeps what this job uses and says that it is full', async () => {
    await addTens([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await tens([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(place.said).toEqual([expect.stringMatching(/^warn: .*its limit of 0 MB is reached/)]);
  });

  it('is kept from then on when it was lowered', async () => {
    await addTens([0, 1, 2, 3]);
    await (await place.open(bytesOf(10) * 2)).close();
    expect(await tens([0, 1, 2, 3])).toEqual([2, 3]);
  });
});

it('the overview counts vectors, bytes, questions and answers', async () => {
  await fill(5, 4);
  await found(texts(0, 12));
  const { size } = await stat(segment());
  expect(await cacheOverview(nodeFiles(), place.folder, 1e9)).toEqual({
    ...{ bytes: size, limitBytes: 1e9, asked: 12, found: 9 },
    spaces: [
      {
        ...{ space: SPACE.id, name: SPACE.name, vectors: 9, bytes: size },
        lastUsedAt: '2026-01-01T00:00:00.000Z',
      },
    ],
  });
});

it('the overview works in the middle of a job', async () => {
  const cache = await place.open();
  const space = await cache.space(SPACE);
  for (const n of [0, 1, 2]) {
    await space.add(keysOf(texts(n * 40, n * 40 + 40)), vectorsOf(texts(n * 40, n * 40 + 40)));
    place.clock.move(5000);
  }
  const { spaces } = await cacheOverview(nodeFiles(), place.folder, 1e9);
  expect(spaces).toMatchObject([{ name: SPACE.name, vectors: 122 }]); // estimated by size
  await cache.close();
  const after = await cacheOverview(nodeFiles(), place.folder, 1e9);
  expect(after.spaces[0]?.vectors).toBe(120);
});
