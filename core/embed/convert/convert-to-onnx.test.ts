import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSentenceTransformers } from '#core/interop/sentence-transformers.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { convertToOnnx } from './convert-to-onnx.ts';
import { largestDifference, REFERENCE_MODELS, type ReferenceRow, withSession } from './testing.ts';

const referenceFolder = (name: string) =>
  join(import.meta.dirname, '../../../test/fixtures/models', name);

const referenceRows = (name: string): ReferenceRow[] =>
  JSON.parse(readFileSync(join(referenceFolder(name), 'expected.json'), 'utf8'));

const read = (name: string) => readSentenceTransformers(nodeFiles(), referenceFolder(name));

function cosine(left: readonly number[], right: readonly number[]): number {
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
  return dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right));
}

describe.each(REFERENCE_MODELS)('the converted %s', (name) => {
  const rows = referenceRows(name);
  const ids = rows.map((row) => row.ids);
  const expected = rows.map((row) => row.vector);

  it('gives the reference implementation’s vectors in fp32, in a batch and alone', async () => {
    const model = await read(name);
    await withSession(convertToOnnx(model, 'fp32'), model.config.padId, async (run) => {
      const together = await run(ids);
      expect(largestDifference(together, expected)).toBeLessThan(1e-5);
      for (const [row, tokens] of ids.entries()) {
        const [alone = []] = await run([tokens]);
        expect(largestDifference([alone], expected.slice(row, row + 1))).toBeLessThan(1e-5);
        expect(cosine(alone, expected[row] ?? [])).toBeGreaterThan(0.999999);
      }
    });
  });

  it('agrees in int8, and a text has one vector whatever is embedded with it', async () => {
    const model = await read(name);
    await withSession(convertToOnnx(model, 'int8'), model.config.padId, async (run) => {
      const together = await run(ids);
      for (const [row, tokens] of ids.entries()) {
        expect(cosine(together[row] ?? [], expected[row] ?? [])).toBeGreaterThan(0.985);
        expect(largestDifference(await run([tokens]), together.slice(row, row + 1))).toBeLessThan(
          1e-6,
        );
      }
    });
  });

  it('does not look at what stands in the padding', async () => {
    const model = await read(name);
    const bytes = convertToOnnx(model, 'fp32');
    const pair = [ids[1] ?? [], ids[2] ?? []];
    const padded = await withSession(bytes, model.config.padId, (run) => run(pair));
    const other = await withSession(bytes, model.config.padId + 7, (run) => run(pair));
    expect(largestDifference(padded, other)).toBeLessThan(1e-6);
  });
});

describe('the smaller file', () => {
  it('is less than half as large', async () => {
    const model = await read('roberta');
    const [whole, small] = [convertToOnnx(model, 'fp32'), convertToOnnx(model, 'int8')];
    expect(small.length).toBeLessThan(whole.length / 2);
  });
});

describe('pooling and what follows', () => {
  it('concatenates several ways of pooling', async () => {
    const model = await read('camembert');
    const pool = (pooling: typeof model.pooling) => {
      const dimensions = model.config.hiddenSize * pooling.length;
      const bytes = convertToOnnx({ ...model, pooling, dimensions }, 'fp32');
      return withSession(bytes, 1, (run) => run(referenceRows('camembert').map((row) => row.ids)));
    };
    const joined = await pool(['cls', 'max', 'mean', 'lasttoken']);
    const parts = [
      await pool(['cls']),
      await pool(['max']),
      await pool(['mean']),
      await pool(['lasttoken']),
    ];
    const expected = joined.map((_, row) => parts.flatMap((part) => part[row] ?? []));
    expect(largestDifference(joined, expected)).toBeLessThan(1e-6);
  });

  it('leaves a vector of zeros one when it normalises', async () => {
    const model = await read('xlm-roberta');
    const [dense, normalise] = model.head;
    if (dense?.kind !== 'dense' || !normalise) throw new Error('The fixture has another head.');
    const silent = { ...dense, weight: dense.weight.map(() => 0), bias: null };
    const bytes = convertToOnnx({ ...model, head: [silent, normalise] }, 'fp32');
    const vectors = await withSession(bytes, 1, (run) => run([[0, 5, 2]]));
    expect(vectors).toEqual([Array.from({ length: dense.outputs }, () => 0)]);
  });
});

describe('weights that are wrong', () => {
  const name = 'encoder.layer.1.output.dense.weight';
  const changed = async (
    change: (tensors: Map<string, { shape: number[]; data: Float32Array }>) => void,
  ) => {
    const model = await read('bert');
    const tensors = new Map(
      [...model.weights.tensors].map(([key, { shape, data }]) => [
        key,
        { shape, data: Float32Array.from(data) },
      ]),
    );
    change(tensors);
    return () => convertToOnnx({ ...model, weights: { ...model.weights, tensors } }, 'int8');
  };

  it.each([
    [
      'missing',
      /lack "encoder.layer.1.output.dense.weight"/,
      (t: Map<string, unknown>) => t.delete(name),
    ],
    [
      'of another shape',
      /has the shape \[3\], not \[24,40\]/,
      (t: Map<string, unknown>) => t.set(name, { shape: [3], data: new Float32Array(3) }),
    ],
    [
      'not finite',
      /holds values that are not finite/,
      (t: Map<string, { data: Float32Array }>) => t.get(name)?.data.set([Number.NaN], 17),
    ],
    [
      'infinite in both directions',
      /holds values that are not finite/,
      (t: Map<string, { data: Float32Array }>) => t.get(name)?.data.set([Infinity, -Infinity], 17),
    ],
  ] as const)('%s: DAMAGED, with the name of the tensor', async (_, message, change) => {
    const convert = await changed(change);
    expect(convert).toThrow(expect.objectContaining({ code: 'DAMAGED' }));
    expect(convert).toThrow(message);
  });

  it('finds them below the prefix of a model with a head, and under their older names', async () => {
    const model = await read('bert');
    const older = [...model.weights.tensors].map(([key, tensor]) => {
      const renamed = key
        .replace('LayerNorm.weight', 'LayerNorm.gamma')
        .replace('LayerNorm.bias', 'LayerNorm.beta');
      return [`bert.${renamed}`, tensor] as const;
    });
    const weights = { ...model.weights, tensors: new Map(older) };
    expect(convertToOnnx({ ...model, weights }, 'fp32')).toEqual(convertToOnnx(model, 'fp32'));
  });
});
