import { PlumblineError } from '#core/contract/errors.ts';
import type { Device } from '#core/contract/models.ts';
import { failureKind, messageOf, notFiniteError, runError } from './failures.ts';
import { createInTurn } from './in-turn.ts';
import type { Runner } from './runner.ts';
import { sliceBatch, type TokenBatch } from './token-batch.ts';

export interface FallbackOptions {
  /** For messages. */
  model: string;
  device: Device;
  open(device: Device): Promise<Runner>;
  /** Tokens that a run on the CPU may have, padding included, whatever suits the device. */
  cpuTokens?: number;
  /** Told in words when the work goes on by the CPU. Without it a failure is thrown instead. */
  onFallback?: ((reason: string) => void) | undefined;
}

/**
 * A runner that goes on where its device cannot: out of memory halves the batch, a WebGPU device that is lost, or keeps
 * failing, is replaced by the CPU. Rows that were computed are kept, so that none is lost or computed twice. Calls may
 * overlap; they run one after the other. On the CPU a failure is thrown, in words.
 *
 * @throws PlumblineError DAMAGED or BAD_INPUT.
 */
export async function openFallbackRunner(options: FallbackOptions): Promise<Runner> {
  const { model, onFallback, cpuTokens: mostOnCpu = Number.POSITIVE_INFINITY } = options;
  const inTurn = createInTurn();
  let runner = await openFirst(options);
  let spentMs = 0;
  /** Tokens that a run may have, padding included; shrinks when the memory did not suffice. */
  let most = runner.device === options.device ? Number.POSITIVE_INFINITY : mostOnCpu;

  const moveToCpu = async (): Promise<void> => {
    const lost = runner;
    runner = await options.open('cpu');
    spentMs += lost.sessionMs;
    most = mostOnCpu;
    // A lost device cannot be released properly, and nobody could do anything about it.
    await lost.close().catch(() => undefined);
  };

  const whole = async (batch: TokenBatch): Promise<Float32Array> => {
    try {
      const vectors = await runner.run(batch);
      if (!allFinite(vectors)) throw notFiniteError(model);
      return vectors;
    } catch (cause) {
      if (failureKind(cause) === 'out-of-memory' && batch.rows > 1) {
        most = Math.min(most, (batch.rows * batch.width) / 2);
        return run(batch);
      }
      if (runner.device === 'cpu' || !onFallback) throw runError(cause, model);
      await moveToCpu();
      onFallback(reasonOf(cause));
      return run(batch);
    }
  };

  const run = async (batch: TokenBatch): Promise<Float32Array> => {
    if (batch.rows === 1 || batch.rows * batch.width <= most) return whole(batch);
    const half = batch.rows >> 1;
    const first = await run(sliceBatch(batch, 0, half));
    return joined(first, await run(sliceBatch(batch, half, batch.rows)));
  };

  return {
    get device() {
      return runner.device;
    },
    get sessionMs() {
      return spentMs + runner.sessionMs;
    },
    run: (batch) => inTurn(() => run(batch)),
    close: () => inTurn(() => runner.close()),
  };
}

async function openFirst({ device, open, onFallback }: FallbackOptions): Promise<Runner> {
  try {
    return await open(device);
  } catch (cause) {
    if (device === 'cpu' || !onFallback) throw cause;
    const runner = await open('cpu');
    onFallback(reasonOf(cause));
    return runner;
  }
}

function reasonOf(cause: unknown): string {
  const kind = failureKind(cause);
  if (kind === 'device-lost') return 'The GPU was lost; going on with the CPU.';
  if (kind === 'out-of-memory')
    return 'The memory of the GPU does not suffice; going on with the CPU.';
  if (cause instanceof PlumblineError) return `${cause.message} Going on with the CPU.`;
  return `The GPU failed (${messageOf(cause).replace(/\.$/, '')}); going on with the CPU.`;
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
  const all = new Float32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** Zero times a number that is not finite is NaN. */
function allFinite(numbers: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < numbers.length; i += 1) sum += (numbers[i] as number) * 0;
  return sum === 0;
}
