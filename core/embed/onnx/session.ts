import { basename } from 'node:path';
import { InferenceSession, type Tensor } from 'onnxruntime-node';
import type { Device } from '#core/contract/models.ts';
import { openingError } from './failures.ts';
import type { Port } from './graph-plan.ts';
import { withWebGpu } from './webgpu-lock.ts';

/** Path of an .onnx file, or its bytes. */
export type ModelFile = string | Uint8Array;

export interface SessionOptions {
  device: Device;
  intraOpThreads: number;
}

/** A graph that is ready to run on one device. Not for two calls at a time. */
export interface OnnxSession {
  readonly device: Device;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** The output of that name. @throws whatever onnxruntime throws. */
  run(feeds: Record<string, Tensor>, output: string): Promise<Tensor>;
  close(): Promise<void>;
}

/**
 * Opens a model. @throws PlumblineError DAMAGED (truncated, no ONNX file), BAD_INPUT (unknown operator, too new, no such
 * device), NOT_FOUND.
 */
export async function openSession(
  file: ModelFile,
  model: string,
  { device, intraOpThreads }: SessionOptions,
): Promise<OnnxSession> {
  const alone = device === 'webgpu' ? withWebGpu : <T>(work: () => Promise<T>) => work();
  const session = await alone(() => create(file, device, intraOpThreads)).catch(
    (cause: unknown) => {
      throw openingError(cause, model);
    },
  );
  return {
    device,
    inputs: session.inputMetadata.map(portOf),
    outputs: session.outputMetadata.map(portOf),
    async run(feeds, output) {
      const results = await alone(() => session.run(feeds, [output]));
      const result = results[output];
      if (result === undefined) throw new Error(`The graph gave no "${output}".`);
      return result;
    },
    close: () => alone(() => session.release()),
  };
}

/** How a model without a name is called in messages. */
export function nameOf(file: ModelFile): string {
  return typeof file === 'string' ? basename(file) : 'The model';
}

function create(
  file: ModelFile,
  device: Device,
  intraOpThreads: number,
): Promise<InferenceSession> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: [device],
    intraOpNumThreads: intraOpThreads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    // Warnings of the library are for its developers; what fails is thrown.
    logSeverityLevel: 4,
    // Every batch has a shape of its own, and a pattern would be kept for each.
    enableMemPattern: false,
    // A waiting thread that spins takes the core from a search that runs beside.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
  return typeof file === 'string'
    ? InferenceSession.create(file, options)
    : InferenceSession.create(file, options);
}

function portOf(value: InferenceSession.ValueMetadata): Port {
  return value.isTensor
    ? { name: value.name, type: value.type, rank: value.shape.length || null }
    : { name: value.name, type: 'a value that is no tensor', rank: null };
}
