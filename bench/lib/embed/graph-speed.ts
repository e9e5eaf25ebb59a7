// CommonJS without named exports.
import onnxProto from 'onnx-proto';
import { Tensor } from 'onnxruntime-node';
import { openSession } from '#core/embed/onnx/session.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { THREADS } from '#test/real/embed-model.ts';
import { printTable, type Row, whole } from '../section.ts';
import { interleaved } from './interleaved.ts';
import type { SectionInput } from './section.ts';

const { onnx } = onnxProto;
const WIDTH = 1024;
const ROUNDS = 9;
const LEAST_SHARE = 0.8;
const LEAST_INT8 = 1.8;
const VOCABULARY = 30_000;

/** Shape of MiniLM-L6, for counting. */
const HIDDEN = 384;
const LAYERS = 6;

/** Floating-point operations of a forward pass: four projections, a feed-forward of four times the width, attention. */
function flopsOf(rows: number, width: number): number {
  const perToken = LAYERS * (24 * HIDDEN ** 2 + 4 * HIDDEN * width);
  return rows * width * perToken;
}

/** y [n × 1024] = x [n × 1024] · a constant matrix [1024 × 1024]. */
function matMulGraph(): Uint8Array {
  const { DataType } = onnx.TensorProto;
  const random = seededRandom(1);
  const weights = Float32Array.from({ length: WIDTH * WIDTH }, () => random() - 0.5);
  const port = (name: string) => ({
    name,
    type: {
      tensorType: {
        elemType: DataType.FLOAT,
        shape: { dim: [{ dimParam: 'n' }, { dimValue: WIDTH }] },
      },
    },
  });
  const matrix = {
    name: 'w',
    dims: [WIDTH, WIDTH],
    dataType: DataType.FLOAT,
    rawData: new Uint8Array(weights.buffer),
  };
  const graph = {
    name: 'matmul',
    node: [{ opType: 'MatMul', input: ['x', 'w'], output: ['y'] }],
    initializer: [matrix],
    input: [port('x')],
    output: [port('y')],
  };
  const model = { irVersion: 8, opsetImport: [{ domain: '', version: 17 }], graph };
  return onnx.ModelProto.encode(onnx.ModelProto.create(model)).finish();
}

function feedsOf(rows: number, width: number): Record<string, Tensor> {
  const random = seededRandom(2);
  const ids = Int32Array.from(
    { length: rows * width },
    () => 1000 + Math.floor(random() * (VOCABULARY - 1000)),
  );
  const mask = new Int32Array(rows * width).fill(1);
  const dims = [rows, width];
  return {
    input_ids: new Tensor('int32', ids, dims),
    attention_mask: new Tensor('int32', mask, dims),
  };
}

/** How near the converted graphs come to what the machine can multiply at all. */
export async function graphSpeed({ model }: SectionInput): Promise<boolean> {
  const options = { device: 'cpu', intraOpThreads: THREADS } as const;
  const plain = await openSession(matMulGraph(), 'MatMul', options);
  const fp32 = await openSession(model.weights('fp32'), 'fp32', options);
  const int8 = await openSession(model.weights('int8'), 'int8', options);
  const x = new Tensor('float32', new Float32Array(WIDTH * WIDTH).fill(0.5), [WIDTH, WIDTH]);
  const rows: Row[] = [];
  const row = (cells: string[], holds: boolean | null = null) => rows.push({ cells, holds });
  for (const [texts, width] of [
    [512, 8],
    [32, 128],
  ] as const) {
    const feeds = feedsOf(texts, width);
    const seconds = await interleaved(
      {
        plain: async () => {
          for (let i = 0; i < 8; i += 1) await plain.run({ x }, 'y');
        },
        fp32: () => fp32.run(feeds, 'sentence_embedding'),
        int8: () => int8.run(feeds, 'sentence_embedding'),
      },
      ROUNDS,
    );
    const flops = flopsOf(texts, width) / 1e9;
    const most = (8 * 2 * WIDTH ** 3) / 1e9 / seconds.plain;
    const [reached, quantised] = [flops / seconds.fp32, flops / seconds.int8];
    const tokens = (taken: number) => whole((texts * width) / taken);
    const size = `${texts} × ${width} tokens`;
    row([size, 'plain 1024-wide MatMul', '', whole(most), '1.00', '']);
    row(
      [
        size,
        'fp32',
        tokens(seconds.fp32),
        whole(reached),
        (reached / most).toFixed(2),
        `${LEAST_SHARE} of MatMul`,
      ],
      reached / most >= LEAST_SHARE,
    );
    const faster = quantised / reached;
    row(
      [
        size,
        'int8',
        tokens(seconds.int8),
        whole(quantised),
        faster.toFixed(2),
        `${LEAST_INT8} of fp32`,
      ],
      faster >= LEAST_INT8,
    );
  }
  await Promise.all([plain.close(), fp32.close(), int8.close()]);
  const header = ['batch', 'graph', 'tokens/s', 'GFLOP/s', 'ratio', 'bound'];
  return printTable('The converted graphs of all-MiniLM-L6-v2, CPU', header, rows);
}
