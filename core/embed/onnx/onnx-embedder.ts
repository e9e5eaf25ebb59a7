import type { Device, Pooling } from '#core/contract/models.ts';
import type { EmbeddedBatch, Embedder, TextRole } from '#core/embed/embedder.ts';
import type { Tokenizer } from '#core/embed/tokenize/tokenizer.ts';
import { normaliseRows } from '#core/math/vectors.ts';
import { checkModel } from './check-model.ts';
import { openFallbackRunner } from './fallback-runner.ts';
import { planBatches } from './plan-batches.ts';
import { openRunner, type Runner } from './runner.ts';
import { type ModelFile, nameOf } from './session.ts';
import { padBatch } from './token-batch.ts';
import { windowsOf } from './windows.ts';

export interface OnnxEmbedderOptions {
  /** Path of an .onnx file, or its bytes. */
  model: ModelFile;
  /** For messages; the file's name where it is left out. */
  name?: string;
  tokenizer: Tokenizer;
  dimensions: number;
  /** Longest input in tokens, special tokens included; the rest of a text is cut away. */
  maxTokens: number;
  /** For graphs that give a vector for each token. */
  pooling: Pooling;
  prefixes: Readonly<Record<TextRole, string>>;
  device: Device;
  intraOpThreads: number;
  /** Tokens in a run, padding included; by default it follows from dimensions and threads. */
  tokenBudget?: number;
  /** Try the longest text when opening too: slower, for models that are new here. */
  thorough?: boolean;
  /** Told in words when the CPU takes over from the GPU. Without it a failing GPU is an error. */
  onFallback?: (reason: string) => void;
  /** Milliseconds that never go backwards. */
  elapsed?: () => number;
  /** In tests: another way to open the model on a device. */
  open?: (device: Device) => Promise<Runner>;
}

/** Milliseconds since the embedder was opened. */
export interface EmbedTimings {
  /** In onnxruntime. */
  sessionMs: number;
  /** Tokenising. */
  tokenizeMs: number;
  /** All the work of `batches`, without the time in which the vectors were used. */
  totalMs: number;
}

export interface OnnxEmbedder extends Embedder {
  /** Where it runs now: a lost GPU is replaced by the CPU. */
  readonly device: Device;
  readonly timings: Readonly<EmbedTimings>;
}

const TEXTS_IN_A_BATCH = 1024;

/**
 * A transformer as an embedder; vectors are L2-normalised. It is tried once, so that a model that cannot work is an
 * error here.
 *
 * @throws PlumblineError DAMAGED, BAD_INPUT, NOT_FOUND: see `openSession`, `planGraph`, `checkModel`.
 */
export async function openOnnxEmbedder(options: OnnxEmbedderOptions): Promise<OnnxEmbedder> {
  const { tokenizer, dimensions, maxTokens } = options;
  const elapsed = options.elapsed ?? (() => performance.now());
  const runner = await openChecked(options, elapsed);
  const limits = {
    tokens:
      options.tokenBudget ?? defaultBudget(dimensions, options.device, options.intraOpThreads),
    texts: TEXTS_IN_A_BATCH,
  };
  const before = runner.sessionMs;
  const spent = { tokenizeMs: 0, totalMs: 0 };

  async function* embedWindow(
    texts: readonly string[],
    first: number,
    prefix: string,
  ): AsyncGenerator<EmbeddedBatch> {
    let began = elapsed();
    const tokens = texts.map((text) => tokenizer.encode(prefix + text, maxTokens));
    spent.tokenizeMs += elapsed() - began;
    const lengths = tokens.map(({ length }) => length);
    for (const rows of planBatches(lengths, limits)) {
      const chosen = Array.from(rows, (row) => tokens[row] as Int32Array);
      const vectors = await runner.run(padBatch(chosen, tokenizer.padId));
      normaliseRows(vectors, dimensions);
      const positions = rows.map((row) => row + first);
      spent.totalMs += elapsed() - began;
      yield { positions, vectors };
      began = elapsed();
    }
  }

  return {
    dimensions,
    get device() {
      return runner.device;
    },
    get timings() {
      return { ...spent, sessionMs: runner.sessionMs - before };
    },
    async *batches(texts, role) {
      const prefix = options.prefixes[role];
      for (const [first, end] of windowsOf(texts)) {
        yield* embedWindow(texts.slice(first, end), first, prefix);
      }
    },
    close: () => runner.close(),
  };
}

const TOKENS_FOR_A_THREAD = 512;
const TOKENS_FOR_A_GPU = 16_384;

/**
 * Few enough tokens that what a layer makes of them stays in the processor's cache (1024 tokens of MiniLM on two cores
 * are up to a quarter faster than 8192), enough to keep every thread or a GPU busy. It must not depend on measured
 * time: int8 may round by the batch, so the same texts have to meet in the same batches again.
 */
function defaultBudget(dimensions: number, device: Device, intraOpThreads: number): number {
  if (device === 'webgpu') return TOKENS_FOR_A_GPU;
  const budget = TOKENS_FOR_A_THREAD * intraOpThreads * (384 / dimensions);
  return Math.round(Math.min(8192, Math.max(256, budget)));
}

async function openChecked(options: OnnxEmbedderOptions, elapsed: () => number): Promise<Runner> {
  const { model: file, device, intraOpThreads, pooling, onFallback } = options;
  const model = options.name ?? nameOf(file);
  const open =
    options.open ??
    ((on) => openRunner(file, model, { device: on, intraOpThreads, pooling, elapsed }));
  const cpuTokens = defaultBudget(options.dimensions, 'cpu', intraOpThreads);
  const runner = await openFallbackRunner({ model, device, open, cpuTokens, onFallback });
  try {
    const longest = options.thorough ? options.maxTokens : 4;
    await checkModel(runner, model, {
      tokenizer: options.tokenizer,
      dimensions: options.dimensions,
      longest,
    });
  } catch (error) {
    await runner.close();
    throw error;
  }
  return runner;
}
