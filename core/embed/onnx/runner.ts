import type { Tensor } from 'onnxruntime-node';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Device, Pooling } from '#core/contract/models.ts';
import { decodeFloat16 } from '#core/interop/half-floats.ts';
import { feedsOf } from './feeds.ts';
import { planGraph } from './graph-plan.ts';
import { pool } from './pool.ts';
import { type ModelFile, openSession } from './session.ts';
import type { TokenBatch } from './token-batch.ts';

/** What turns a batch of token ids into vectors. */
export interface Runner {
  readonly device: Device;
  /** Vectors [rows × d], as the model gives them, pooled. @throws whatever the runtime throws. */
  run(batch: TokenBatch): Promise<Float32Array>;
  /** Milliseconds spent in the runtime so far. */
  readonly sessionMs: number;
  close(): Promise<void>;
}

export interface RunnerOptions {
  device: Device;
  intraOpThreads: number;
  pooling: Pooling;
  elapsed: () => number;
}

/** Opens a model for running. @throws PlumblineError as `openSession` and `planGraph`. */
export async function openRunner(
  file: ModelFile,
  model: string,
  { pooling, elapsed, ...options }: RunnerOptions,
): Promise<Runner> {
  const session = await openSession(file, model, options);
  try {
    const plan = planGraph(session.inputs, session.outputs, model);
    let sessionMs = 0;
    return {
      device: session.device,
      get sessionMs() {
        return sessionMs;
      },
      async run(batch) {
        const feeds = feedsOf(plan, batch);
        const began = elapsed();
        const output = await session.run(feeds, plan.output);
        sessionMs += elapsed() - began;
        const numbers = floatsOf(output, model);
        return plan.pooled ? numbers : pool(numbers, batch, pooling);
      },
      close: () => session.close(),
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

function floatsOf({ data, type }: Tensor, model: string): Float32Array {
  if (data instanceof Float32Array) return data;
  // The array's class depends on whether this Node knows half precision by itself.
  if (type === 'float16' && ArrayBuffer.isView(data)) {
    return decodeFloat16(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  throw new PlumblineError(
    'BAD_INPUT',
    `${model} gives ${type} where numbers in float32 or float16 were expected.`,
    { remedy: 'Choose another dtype of the model.' },
  );
}
