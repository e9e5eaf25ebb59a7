import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embedTexts } from '#core/embed/embedder.ts';
import { openStaticEmbedder, readStaticModel } from '#core/embed/static/open-static-embedder.ts';
import { dequantiseRows } from '#core/embed/static/static-rows.ts';
import { openTokenizer } from '#core/embed/tokenize/open-tokenizer.ts';
import { TINY_TOKENS, tinyTokenizerJson } from '#core/embed/tokenize/testing.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { dot } from '#core/math/vectors.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { distill, type EncodeSequences } from './distill.ts';
import { distillModel } from './distill-model.ts';
import { zipfWeights } from './zipf-weights.ts';

const WIDTH = 5;
const random = seededRandom(3);
const table = Float32Array.from({ length: TINY_TOKENS.length * WIDTH }, () => random() - 0.5);
const tokenizer = openTokenizer(tinyTokenizerJson(), {});

/** A transformer whose hidden states are its word vectors. */
const meanOfTable: EncodeSequences = async (sequences) => {
  const output = new Float32Array(sequences.length * WIDTH);
  for (const [row, ids] of sequences.entries()) {
    for (const id of ids) {
      for (let i = 0; i < WIDTH; i += 1) {
        const at = row * WIDTH + i;
        output[at] = (output[at] ?? 0) + (table[id * WIDTH + i] ?? 0) / ids.length;
      }
    }
  }
  return output;
};

const base = { encode: meanOfTable, tokenizer, dimensions: 3 };
const isDropped = (id: number) => /^\[/.test(TINY_TOKENS[id] ?? '');
const kept = [...TINY_TOKENS.keys()].filter((id) => !isDropped(id));

describe('distilling', () => {
  it('reads every token of texts once, with special tokens around it', async () => {
    const seen: number[][] = [];
    const encode: EncodeSequences = (sequences) => {
      seen.push(...sequences.map((ids) => [...ids]));
      return meanOfTable(sequences);
    };
    await distill({ ...base, encode });
    expect(seen).toEqual(kept.map((id) => [2, id, 3]));
  });

  it('gives zeros to special tokens and placeholders, and to no other', async () => {
    const { rows, tokens } = await distill(base);
    const floats = dequantiseRows(rows);
    const zero = [...TINY_TOKENS.keys()].filter((id) =>
      floats.subarray(id * 3, id * 3 + 3).every((value) => value === 0),
    );
    expect(zero).toEqual([0, 1, 2, 3, 4, 5]);
    expect(tokens).toBe(kept.length);
  });

  it('keeps the inner products of the centred outputs, weighted, when no dimension is lost', async () => {
    const { rows } = await distill({ ...base, dimensions: WIDTH });
    const floats = dequantiseRows(rows);
    const outputs = await meanOfTable(kept.map((id) => Int32Array.of(2, id, 3)));
    const mean = Array.from({ length: WIDTH }, (_, i) =>
      kept.reduce((sum, _id, row) => sum + (outputs[row * WIDTH + i] ?? 0) / kept.length, 0),
    );
    const weights = zipfWeights(kept.length, 1e-4);
    const row = (at: number) =>
      mean.map((m, i) => ((outputs[at * WIDTH + i] ?? 0) - m) * (weights[at] ?? 0));
    const ours = (at: number) =>
      floats.subarray((kept[at] ?? 0) * WIDTH, ((kept[at] ?? 0) + 1) * WIDTH);
    for (const [a, b] of [
      [0, 1],
      [2, 9],
      [4, 4],
      [11, 3],
    ] as const) {
      const expected = dot(row(a), row(b));
      const scale = Math.sqrt(dot(row(a), row(a)) * dot(row(b), row(b)));
      expect(Math.abs(dot(ours(a), ours(b)) - expected) / scale).toBeLessThan(0.03);
    }
  });

  it('is the same twice', async () => {
    expect(await distill(base)).toEqual(await distill(base));
  });

  it('reports progress up to the end', async () => {
    const seen: [number, number][] = [];
    await distill({ ...base, progress: (done, total) => seen.push([done, total]) });
    expect(seen.at(-1)).toEqual([kept.length, kept.length]);
  });

  it('gives a vector of its own to each term of several tokens', async () => {
    const extraTerms = ['Software  Engineer', 'software engineer', 'nurse', '', 'zzz nurse', 'C++'];
    const { rows, terms } = await distill({ ...base, extraTerms });
    expect(terms).toEqual([
      { content: 'software engineer', ids: [6, 7] },
      { content: 'c++', ids: [14, 15, 15] },
    ]);
    expect(rows.tokens).toBe(TINY_TOKENS.length + 2);
  });

  it('leaves the vectors of other tokens as they were when there are terms', async () => {
    const without = dequantiseRows((await distill(base)).rows);
    const { rows } = await distill({ ...base, extraTerms: ['software engineer'] });
    const among = dequantiseRows(rows).subarray(0, without.length);
    // The weights are shares of a sum that the term is in.
    const ratios = [...without.keys()]
      .filter((i) => without[i] !== 0)
      .map((i) => (among[i] ?? 0) / (without[i] ?? 1));
    expect(Math.min(...ratios)).toBeGreaterThan(0.98);
    expect(Math.max(...ratios)).toBeLessThan(1.05);
  });

  it('refuses an output that is not finite', async () => {
    const encode: EncodeSequences = async (sequences) =>
      new Float32Array(sequences.length * WIDTH).fill(Number.NaN);
    await expect(distill({ ...base, encode })).rejects.toThrow(/not finite/);
  });

  it('stops where it is told to', async () => {
    const breathe = async () => {
      throw new Error('stopped');
    };
    await expect(distill({ ...base, breathe })).rejects.toThrow('stopped');
  });
});

describe('a distilled model on the disk', () => {
  let folder = '';
  const files = nodeFiles();
  const teacher = {
    record: { name: 'tiny', origin: 'a test', licence: null, languages: 'English' },
    tokenizerJson: tinyTokenizerJson({
      normalizer: { type: 'BertNormalizer', clean_text: true, lowercase: false },
    }),
    tokenizerConfig: {},
    overrides: { lowerCase: true },
    encode: meanOfTable,
  };
  const options = {
    dimensions: 3,
    extraTerms: ['software engineer'],
    now: '2026-01-01T00:00:00.000Z',
    sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plumbline-distil-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is whole, embeds, and finds its terms whatever their case', async () => {
    const to = join(folder, 'one');
    const record = await distillModel(files, teacher, { ...options, folder: to });
    expect(record).toMatchObject({ kind: 'static', dimensions: 3, architecture: 'StaticModel' });
    expect(Object.keys(record.files)).toEqual([
      'config.json',
      'model.safetensors',
      'tokenizer.json',
    ]);
    expect(record.id).toMatch(/^tiny-static-3-[0-9a-f]{8}$/);
    const { tokenizer: own } = await readStaticModel(files, to);
    expect([...own.encode('A SOFTWARE ENGINEER', 9)]).toEqual([16, TINY_TOKENS.length]);
    const embedder = await openStaticEmbedder(files, to, record);
    const [x = 0, y = 0, z = 0] = await embedTexts(embedder, ['Software Engineer'], 'term');
    expect(Math.hypot(x, y, z)).toBeCloseTo(1, 5);
  });

  it('is the same, to the last byte, when it is made again', async () => {
    const make = (name: string) =>
      distillModel(files, teacher, { ...options, folder: join(folder, name) });
    expect((await make('two')).sha256).toBe((await make('three')).sha256);
  });

  it('takes the place of one that was there', async () => {
    const to = join(folder, 'one');
    const record = await distillModel(files, teacher, { ...options, extraTerms: [], folder: to });
    const { tokenizer: own } = await readStaticModel(files, to);
    expect(own.tokens).toHaveLength(TINY_TOKENS.length);
    expect(JSON.parse(await files.readText(join(to, 'model.json')))).toEqual(record);
  });
});
