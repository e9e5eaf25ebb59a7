import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Pooling } from '#core/contract/models.ts';
import { embedTexts } from '#core/embed/embedder.ts';
import type { Tokenizer } from '#core/embed/tokenize/tokenizer.ts';
import { dot } from '#core/math/vectors.ts';
import { type OnnxEmbedderOptions, openOnnxEmbedder } from './onnx-embedder.ts';
import {
  fakeRunner,
  lookupGraph,
  pooledGraph,
  TINY_DIMENSIONS,
  tinyTokenizer,
  tinyVector,
} from './testing.ts';

const tokenizer = tinyTokenizer();

function open(changes: Partial<OnnxEmbedderOptions> = {}) {
  return openOnnxEmbedder({
    model: lookupGraph(),
    name: 'Model M',
    tokenizer,
    dimensions: TINY_DIMENSIONS,
    maxTokens: 8,
    pooling: 'mean',
    prefixes: { query: '', term: '' },
    device: 'cpu',
    intraOpThreads: 1,
    ...changes,
  });
}

const unit = (vector: number[]) => {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
};

/** What the tiny model gives for a text, by hand. */
function expected(text: string, maxTokens = 8): number[] {
  const vectors = [...tokenizer.encode(text, maxTokens)].map(tinyVector);
  return unit(
    tinyVector(0).map((_, i) => vectors.reduce((sum, vector) => sum + (vector[i] ?? 0), 0)),
  );
}

const rows = (matrix: Float32Array) =>
  Array.from({ length: matrix.length / TINY_DIMENSIONS }, (_, row) => [
    ...matrix.subarray(row * TINY_DIMENSIONS, (row + 1) * TINY_DIMENSIONS),
  ]);

const close = (vector: number[]) => vector.map((value) => expect.closeTo(value, 5));

const TEXTS = ['one', 'a text of five words', '', 'one', 'two words', 'a b c d e f g h i j k'];

it.each([
  ['a graph in transformers.js layout', lookupGraph()],
  ['a converted graph, pooled already', pooledGraph()],
])('gives the right vectors with %s', async (_, model) => {
  const embedder = await open({ model });
  const vectors = await embedTexts(embedder, TEXTS, 'term');
  expect(rows(vectors)).toEqual(TEXTS.map((text) => close(expected(text))));
  await embedder.close();
});

it('cuts long texts and puts prefixes before them', async () => {
  const embedder = await open({ maxTokens: 4, prefixes: { query: 'ask: ', term: 'say: ' } });
  const vectors = async (role: 'query' | 'term') =>
    rows(await embedTexts(embedder, ['red blue green'], role));
  expect(await vectors('query')).toEqual([close(expected('ask: red', 4))]);
  expect(await vectors('term')).toEqual([close(expected('say: red', 4))]);
  await embedder.close();
});

it('embeds every text once, the same alone and among others, whatever the budget', async () => {
  const text = fc.array(fc.constantFrom('ox', 'hen', 'duck'), { maxLength: 9 });
  const embedders = await Promise.all([8, 40, 4096].map((tokenBudget) => open({ tokenBudget })));
  const law = fc.asyncProperty(fc.array(text, { maxLength: 30 }), async (given) => {
    const texts = given.map((words) => words.join(' '));
    for (const embedder of embedders) {
      const seen: number[] = [];
      for await (const { positions, vectors } of embedder.batches(texts, 'term')) {
        seen.push(...positions);
        rows(vectors).forEach((vector, row) => {
          expect(vector).toEqual(close(expected(texts[positions[row] ?? 0] ?? '')));
        });
      }
      expect(seen.toSorted((a, b) => a - b)).toEqual(texts.map((_, position) => position));
    }
  });
  await fc.assert(law, { numRuns: 30 });
  await Promise.all(embedders.map((embedder) => embedder.close()));
});

it('goes through more texts than it sorts at a time', async () => {
  const embedder = await open({ tokenBudget: 1e6 });
  const texts = Array.from({ length: 5000 }, (_, i) => (i % 3 ? `word${i}` : `two words${i}`));
  const vectors = rows(await embedTexts(embedder, texts, 'term'));
  for (const i of [0, 1, 4095, 4096, 4999]) {
    expect(vectors[i]).toEqual(close(expected(texts[i] ?? '')));
  }
  await embedder.close();
});

it('lets a search in between two batches of a job', async () => {
  const embedder = await open({ tokenBudget: 8 });
  const job = embedder.batches(['a b c d', 'e f g h', 'i j k l'], 'term')[Symbol.asyncIterator]();
  const [first, search] = await Promise.all([job.next(), embedTexts(embedder, ['ox'], 'query')]);
  expect(first.done).toBe(false);
  expect(rows(search)).toEqual([close(expected('ox'))]);
  expect((await job.next()).done).toBe(false);
  await embedder.close();
});

it('tells how much of its time the session took, without the time of its user', async () => {
  let now = 0;
  const runner = fakeRunner('cpu', () => {
    now += 10;
    return undefined;
  });
  const timed = {
    ...runner,
    get sessionMs() {
      return runner.batches.length * 10;
    },
  };
  const slow: Tokenizer = {
    ...tokenizer,
    encode(text, most) {
      now += 1;
      return tokenizer.encode(text, most);
    },
  };
  const embedder = await open({
    open: async () => timed,
    tokenizer: slow,
    tokenBudget: 3,
    elapsed: () => now,
  });
  for await (const _ of embedder.batches(['a', 'b'], 'term')) now += 1000;
  expect(embedder.timings).toEqual({ sessionMs: 20, tokenizeMs: 2, totalMs: 22 });
});

it.each<[string, Partial<OnnxEmbedderOptions>, object]>([
  [
    'the tokenizer of another model',
    { tokenizer: tinyTokenizer(40) },
    { code: 'DAMAGED', message: expect.stringContaining('tokenizer does not belong') },
  ],
  [
    'other dimensions than described',
    { dimensions: 8 },
    { code: 'BAD_INPUT', message: expect.stringContaining('4 dimensions; its description says 8') },
  ],
  [
    'numbers that are not finite',
    { open: async () => fakeRunner('cpu', () => 'nan') },
    { code: 'DAMAGED', message: expect.stringContaining('Model M') },
  ],
  [
    'weights that are not ONNX',
    { model: Buffer.from('PK\x03\x04') },
    { code: 'DAMAGED', message: expect.stringContaining('Model M') },
  ],
])('refuses a model with %s when it is opened', async (_, changes, error) => {
  await expect(open(changes)).rejects.toMatchObject(error);
});

it('tries the longest text when it is told to', async () => {
  const runner = fakeRunner('cpu');
  await open({ open: async () => runner, thorough: true });
  expect(runner.batches.map(({ width }) => width)).toEqual([8]);
});

it.each<Pooling>(['mean', 'cls', 'max', 'lasttoken'])(
  'gives unit vectors by %s pooling',
  async (pooling) => {
    const embedder = await open({ pooling });
    const vectors = rows(await embedTexts(embedder, TEXTS, 'term'));
    for (const vector of vectors) expect(dot(vector, vector)).toBeCloseTo(1, 5);
    await embedder.close();
  },
);

it('loses no vector when the GPU is lost in the middle', async () => {
  const reasons: string[] = [];
  const embedder = await open({
    device: 'webgpu',
    tokenBudget: 8,
    onFallback: (reason) => reasons.push(reason),
    open: async (device) =>
      fakeRunner(device, (_, run) =>
        device === 'webgpu' && run > 2 ? new Error('WebGPU device lost (2)') : undefined,
      ),
  });
  const vectors = rows(await embedTexts(embedder, TEXTS, 'term'));
  expect(vectors).toEqual(TEXTS.map((text) => close(expected(text))));
  expect(embedder.device).toBe('cpu');
  expect(reasons).toEqual(['The GPU was lost; going on with the CPU.']);
});
